using ShmStore.Store.Reading;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>An enumerator of a map may be disposed while it is used, by another thread or by the function that reads: it ends, and what it has rented nobody else gets meanwhile.</summary>
public sealed class EnumerationDisposedTests : IDisposable
{
    private const int Entries = 4000;
    private const int Rounds = 300;

    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);

    public EnumerationDisposedTests() => _writer.Numbers.SetMany(Enumerable.Range(0, Entries).Select(static i => KeyValuePair.Create(i, Sample.Of(i))));

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void By_another_thread_while_entries_are_read() => EndsWhenDisposed(() => _writer.Numbers, static entry => Assert.Equal(entry.Key, entry.Value.Number));

    [Fact]
    public void By_another_thread_while_keys_are_read() => EndsWhenDisposed(() => _writer.Numbers.Keys, static key => Assert.InRange(key, 0, Entries - 1));

    [Fact]
    public void By_another_thread_while_values_are_read() => EndsWhenDisposed(() => _writer.Numbers.Values, static value => Assert.Equal(Sample.Of(value.Number), value));

    [Fact]
    public void By_the_function_that_reads()
    {
        IEnumerator<KeyValuePair<int, int>>? entries = null;
        int calls = 0;
        entries = _writer.Numbers.ReadAll<CallbackReader<int>, int>(new CallbackReader<int>(_ =>
        {
            if (++calls == 100)
                entries!.Dispose();
            return calls;
        })).GetEnumerator();
        int seen = 0;
        while (entries.MoveNext())
            seen++;
        Assert.Equal(99, seen);
        Assert.False(entries.MoveNext());
        Assert.Equal(Entries, _writer.Numbers.Keys.Distinct().Count());
    }

    private static void EndsWhenDisposed<T>(Func<IEnumerable<T>> all, Action<T> check)
    {
        IEnumerator<T>? current = null;
        bool stop = false;
        Exception? failed = null;
        var disposing = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                Interlocked.Exchange(ref current, null)?.Dispose();

                // Whoever rents what was given back writes to it.
                foreach (T item in all().Take(50))
                    failed ??= Record.Exception(() => check(item));
            }
        });
        disposing.Start();
        try
        {
            for (int round = 0; round < Rounds; round++)
            {
                IEnumerator<T> items = all().GetEnumerator();
                for (int seen = 0; items.MoveNext(); seen++)
                {
                    check(items.Current);
                    if (seen == round % 64)
                        Volatile.Write(ref current, items);
                }

                items.Dispose();
            }
        }
        finally
        {
            Volatile.Write(ref stop, true);
            disposing.Join();
        }

        Assert.Null(failed);
    }
}
