using System.Diagnostics;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

/// <summary>Reads over bytes that another thread is overwriting: they end, with a value or the one exception type.</summary>
public class TornReadTests
{
    [Fact]
    public void Reads_end_while_the_bytes_change()
    {
        byte[] shared = Samples.Encode(Samples.Account);
        byte[][] versions = [[.. shared], Other(shared.Length), Reversed(shared)];
        bool stop = false;
        var writer = new Thread(() =>
        {
            var random = new Random(1);
            while (!Volatile.Read(ref stop))
            {
                int at = random.Next(shared.Length);
                versions[random.Next(versions.Length)].AsSpan(at).CopyTo(shared.AsSpan(at));
            }
        });

        writer.Start();
        int read = 0, refused = 0;
        var time = Stopwatch.StartNew();
        while (time.ElapsedMilliseconds < 700)
        {
            Try(() => Account.Read(new DocumentView(shared, Account.FixedLayout.End)));
            Try(() => Account.Read(DocumentView.Of<Account>(shared)));
            Try(() => BsonValidation.Validate(shared));
            Try(() => new Account.View(new DocumentView(shared, Account.FixedLayout.End)).Note.ToString());
        }
        Volatile.Write(ref stop, true);
        writer.Join();
        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused: the bytes did not change under the reads.");

        void Try(Action action)
        {
            try
            {
                action();
                read++;
            }
            catch (BsonFormatException)
            {
                refused++;
            }
        }
    }

    [Fact]
    public void So_do_errors_about_names_whose_bytes_change()
    {
        // A name of as many characters as bytes, or of half as many.
        byte[] shared = [100, 0, 0, 0, 2, .. new byte[60], 0, 200, 0, 0, 0, 0];
        byte[][] names = [[.. Enumerable.Repeat((byte)'a', 60)], [.. Enumerable.Repeat<byte[]>([0xC3, 0xA4], 30).SelectMany(static both => both)]];
        names[0].CopyTo(shared, 5);
        bool stop = false;
        int written = 0;
        var writer = new Thread(() =>
        {
            for (; !Volatile.Read(ref stop); written++)
                names[written % 2].CopyTo(shared, 5);
        });
        writer.Start();
        try
        {
            var time = Stopwatch.StartNew();
            for (int shown = 0; time.ElapsedMilliseconds < 300 || shown < 1000; shown++)
                Assert.NotEmpty(FieldPath.Locate(shared, 70));
        }
        finally
        {
            Volatile.Write(ref stop, true);
            writer.Join();
        }

        Assert.NotEqual(0, written);
    }

    private static byte[] Other(int length)
    {
        Account account = Samples.Account;
        account.Name = "another";
        account.Note = "ÄÖÜ $ 😀";
        account.Tags = [new string('t', 30)];
        byte[] bytes = Samples.Encode(account);
        Array.Resize(ref bytes, length);
        return bytes;
    }

    private static byte[] Reversed(byte[] bytes)
    {
        byte[] reversed = [.. bytes];
        Array.Reverse(reversed);
        return reversed;
    }
}
