using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using ShmStore.Bson;

namespace ShmStore.Tests.Bson;

public sealed class RecentTextsTests
{
    private const int Warm = 3;

    private readonly TextTable _table = new();

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
            Assert.Equal(other, _table.Get(Encoding.ASCII.GetBytes(other)));
            Assert.Equal(text, _table.Get(Encoding.ASCII.GetBytes(text)));
        }
    }

    [Fact]
    public void Texts_of_the_same_hash_are_told_apart()
    {
        // Only the first, the middle and the last eight characters are hashed.
        string[] texts = [.. Enumerable.Range(0, 20).Select(static i => $"the start{i:D4}the very middle of it{i:D4} the end")];
        for (int round = 0; round < 5; round++)
        {
            foreach (string text in texts)
                Assert.Equal(text, Read(text));
        }
    }

    [Fact]
    public void What_is_not_ASCII_is_refused_and_not_kept()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("größer als nichts");
        for (int i = 0; i < Warm; i++)
            Assert.Null(_table.Get(bytes));
        Assert.Equal("größer als nichts", Utf8Text.TryDecode(bytes));

        // The characters that these bytes are the numbers of would be another text.
        Assert.Equal(Encoding.Latin1.GetString(bytes), Utf8Text.TryDecode(Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(bytes))));
        Assert.Null(_table.Get(bytes));
    }

    [Fact]
    public void Empty_and_long_texts_are_read_without_a_table()
    {
        Assert.Same("", RecentTexts.Get([]));
        string text = new('x', RecentTexts.LongestText + 1);
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        for (int i = 0; i < Warm; i++)
            Assert.Equal(text, RecentTexts.Get(bytes));
        Assert.NotSame(RecentTexts.Get(bytes), RecentTexts.Get(bytes));
    }

    [Fact]
    public void Texts_that_come_once_drive_out_none()
    {
        string kept = Read("state: open");
        for (int i = 0; i < 10 * TextTable.Slots; i++)
            _table.Get(Encoding.ASCII.GetBytes($"unique {i}"));
        Assert.Same(kept, Read("state: open"));
    }

    [Fact]
    public void A_table_rests_where_most_texts_are_new_and_then_tries_again()
    {
        Assert.False(_table.Rests());
        for (int i = 0; i <= 2 * TextTable.Slots; i++)
            _table.Get(Encoding.ASCII.GetBytes($"unique {i}"));
        for (int i = 0; i < TextTable.Rest; i++)
            Assert.True(_table.Rests());
        Assert.False(_table.Rests());
        Assert.Same(Read("state: open"), Read("state: open"));
    }

    [Fact]
    public void A_table_does_not_rest_where_most_texts_come_again()
    {
        for (int i = 0; i < 20 * TextTable.Slots; i++)
        {
            if (i % 4 == 0)
                _table.Get(Encoding.ASCII.GetBytes($"unique {i}"));
            else
                Read("state: open", times: 1);
            Assert.False(_table.Rests());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public void A_table_rests_as_soon_however_long_it_was_of_use(int hits)
    {
        Read("known", hits);
        for (int i = 0; i < 2 * TextTable.Slots; i++)
        {
            _table.Get(Encoding.ASCII.GetBytes($"unique {i}"));
            Assert.False(_table.Rests());
        }

        _table.Get("one more"u8);
        Assert.True(_table.Rests());
    }

    [Fact]
    public void A_table_rests_where_every_other_text_is_new()
    {
        for (int i = 0; i < 5 * TextTable.Slots; i++)
        {
            _table.Get(Encoding.ASCII.GetBytes($"unique {i}"));
            Read("known", times: 1);
        }

        Assert.True(_table.Rests());
    }

    [Fact]
    public void What_is_not_ASCII_drives_out_none()
    {
        string kept = Read("state: open");
        for (int i = 0; i < 10 * TextTable.Slots; i++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes($"größer {i}");
            _table.Get(bytes);
            _table.Get(bytes);
        }

        Assert.Same(kept, Read("state: open", times: 1));
    }

    [Fact]
    public void What_is_read_from_documents_is_the_same_string_again()
    {
        // A table of other tests may rest.
        var text = new Utf8View("what a document says"u8);
        bool same = false;
        for (int i = 0; i < 2 * TextTable.Rest && !same; i++)
            same = ReferenceEquals(text.ToString(), text.ToString());
        Assert.True(same);
    }

    [Fact]
    public void Wherever_on_the_stack_reading_happens_a_table_is_made_once()
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(AcrossBoundary), 16 << 20);
        thread.Start();
        thread.Join();
        Assert.Null(failure);

        // In steps over where the number of the stack's part changes.
        static unsafe void AcrossBoundary()
        {
            const int Part = 1 << 20;
            const int Margin = 4096;
            byte here;
            int gap = (int)((ulong)&here % Part);
            byte* before = stackalloc byte[(gap < 2 * Margin ? gap + Part : gap) - Margin];
            before[0] = 1;
            for (int depth = 16; depth < 2 * Margin; depth += 16)
                ReadAt(depth);
        }
    }

    [Fact]
    public void Threads_get_the_texts_they_asked_for()
    {
        // Twice as many as there are slots, so that the threads take slots from each other.
        byte[][] texts = [.. Enumerable.Range(0, 2 * TextTable.Slots).Select(static i => Encoding.ASCII.GetBytes($"text {i % 97}-{i}"))];
        string?[] wrong = new string?[8];
        Thread[] threads = [.. wrong.Select((_, number) => new Thread(() =>
        {
            var random = new Random(number);
            for (int i = 0; i < 100_000 && wrong[number] is null; i++)
            {
                byte[] text = texts[Math.Min(random.Next(texts.Length), random.Next(texts.Length))];
                string? got = number % 2 == 0 ? _table.Get(text) : RecentTexts.Get(text);
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe void ReadAt(int depth)
    {
        const int Reads = 1000;
        byte* before = stackalloc byte[depth];
        before[0] = 1;
        Array.Clear((Array)typeof(RecentTexts).GetField("Tables", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Reads; i++)
            RecentTexts.Get("a known text"u8);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.InRange(allocated, 0, Reads * 100);
    }

    // A text is kept when it comes for the second time.
    private string Read(string text, int times = Warm)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        string? read = null;
        for (int i = 0; i < times; i++)
            read = _table.Get(bytes);
        return read!;
    }
}
