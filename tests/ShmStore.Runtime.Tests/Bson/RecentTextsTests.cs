using System.Text;
using ShmStore.Bson;

namespace ShmStore.Tests.Bson;

public sealed class RecentTextsTests
{
    private const int Warm = 3;

    [Fact]
    public void A_text_that_comes_again_is_the_same_string()
    {
        string first = Read("a text of some length");
        Assert.Same(first, Read("a text of some length"));
        Assert.Equal("a text of some length", first);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(RecentTexts.LongestText)]
    public void A_text_that_differs_in_one_character_is_another(int length)
    {
        string text = string.Concat(Enumerable.Range(0, length).Select(static i => (char)('a' + (i % 26))));
        string kept = Read(text);
        Assert.Same(kept, Read(text));
        for (int i = 0; i < length; i++)
        {
            string other = text[..i] + '#' + text[(i + 1)..];
            Assert.Equal(other, RecentTexts.Get(Encoding.ASCII.GetBytes(other)));
            Assert.Equal(text, RecentTexts.Get(Encoding.ASCII.GetBytes(text)));
        }
    }

    [Fact]
    public void Texts_of_the_same_hash_are_told_apart()
    {
        // Only the first, the middle and the last eight characters are hashed.
        string[] texts = [.. Enumerable.Range(0, 20).Select(static i => $"the start{i:D4}the very middle of it{i:D4}the end")];
        for (int round = 0; round < 5; round++)
        {
            foreach (string text in texts)
                Assert.Equal(text, Read(text));
        }
    }

    [Fact]
    public void Longer_texts_are_not_kept()
    {
        string text = new('x', RecentTexts.LongestText + 1);
        Assert.Equal(text, Read(text));
        Assert.NotSame(Read(text), Read(text));
    }

    [Fact]
    public void No_text_is_empty_text_and_what_is_not_ASCII_is_refused()
    {
        Assert.Same("", RecentTexts.Get([]));
        byte[] bytes = Encoding.UTF8.GetBytes("größer als nichts");
        for (int i = 0; i < Warm; i++)
            Assert.Null(RecentTexts.Get(bytes));

        // The characters with the numbers of these bytes are another text than these bytes in UTF-8.
        Assert.Equal("größer als nichts", Utf8Text.TryDecode(bytes));
        Assert.Null(RecentTexts.Get(bytes));
    }

    [Fact]
    public void Texts_that_come_once_drive_out_none()
    {
        string kept = Read("state: open");
        for (int i = 0; i < 10 * RecentTexts.Slots; i++)
            RecentTexts.Get(Encoding.ASCII.GetBytes($"unique {i}"));
        Assert.Same(kept, RecentTexts.Get("state: open"u8));
    }

    [Fact]
    public void Threads_get_the_texts_they_asked_for()
    {
        // Twice as many as there are slots, and more threads than tables, so that they share tables and take slots from each other.
        byte[][] texts = [.. Enumerable.Range(0, 2 * RecentTexts.Slots).Select(static i => Encoding.ASCII.GetBytes($"text {i % 97}-{i}"))];
        string?[] wrong = new string?[(4 * Environment.ProcessorCount) + 1];
        Thread[] threads = [.. wrong.Select((_, number) => new Thread(() =>
        {
            var random = new Random(number);
            for (int i = 0; i < 100_000 && wrong[number] is null; i++)
            {
                byte[] text = texts[Math.Min(random.Next(texts.Length), random.Next(texts.Length))];
                string? got = RecentTexts.Get(text);
                if (got is null || !System.Text.Ascii.Equals(text, got))
                    wrong[number] = $"{Encoding.ASCII.GetString(text)} gave {got}";
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.All(wrong, Assert.Null);
    }

    // A text is kept when it comes for the second time.
    private static string Read(string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        string? read = null;
        for (int i = 0; i < Warm; i++)
            read = RecentTexts.Get(bytes);
        return read!;
    }
}
