using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store;

/// <summary>One writer used by several threads.</summary>
public sealed class WritingThreadsTests : IDisposable
{
    private const int Threads = 4;
    private const int Rounds = 5000;

    private readonly SampleWriter _writer = SampleWriter.Open(null);

    public void Dispose() => _writer.Dispose();

    [Fact]
    public async Task Every_write_is_a_commit_of_its_own_and_the_last_one_stays()
    {
        long start = _writer.Version;
        var commits = new (long Version, int Key, long Number)[Threads][];
        bool stop = false;
        using SampleStore reader = _writer.OpenReader();
        Task<string?> reading = Task.Factory.StartNew(() => ReadUntil(reader, () => Volatile.Read(ref stop)), TaskCreationOptions.LongRunning);
        Run(thread =>
        {
            commits[thread] = new (long, int, long)[Rounds];
            for (int i = 0; i < Rounds; i++)
            {
                int key = (i + thread) % _writer.Entries.Count;
                long number = (((long)i * Threads) + thread) * _writer.Entries.Count + key;
                commits[thread][i] = (_writer.Entries[key].Set(Sample.Of(number, 1 + (i % 500))), key, number);
            }
        });
        Volatile.Write(ref stop, true);

        Assert.All(commits, static own => Assert.True(own.Zip(own.Skip(1)).All(static pair => pair.First.Version < pair.Second.Version)));
        (long Version, int Key, long Number)[] all = [.. commits.SelectMany(static own => own).OrderBy(static commit => commit.Version)];
        Assert.Equal(Enumerable.Range(0, all.Length).Select(i => start + 1 + i), all.Select(static commit => commit.Version));
        Assert.Equal(start + all.Length, _writer.Version);
        foreach (IGrouping<int, (long Version, int Key, long Number)> key in all.GroupBy(static commit => commit.Key))
        {
            Assert.Equal(key.Last().Version, _writer.Entries[key.Key].Version);
            Assert.Equal(key.Last().Number, _writer.Entries[key.Key].Value.Number);
            Assert.True(_writer.Entries[key.Key].Value.IsWhole);
        }

        StoreInspection.AssertNoBlockIsLost(_writer);
        Assert.Null(await reading);
    }

    [Fact]
    public void No_update_is_lost()
    {
        _writer.A.Set(Sample.Of(0));
        Run(_ =>
        {
            for (int i = 0; i < Rounds; i++)
                _writer.A.Update(static old => Sample.Of(old.Number + 1));
        });
        Assert.Equal(Sample.Of(Threads * Rounds), _writer.A.Value);
    }

    [Fact]
    public void No_conditional_set_is_lost()
    {
        _writer.A.Set(Sample.Of(0));
        Run(_ =>
        {
            for (int i = 0; i < Rounds;)
            {
                Assert.True(_writer.A.TryGet(out Sample? value, out long version));
                i += _writer.A.TrySet(Sample.Of(value.Number + 1), version) ? 1 : 0;
            }
        });
        Assert.Equal(Sample.Of(Threads * Rounds), _writer.A.Value);
    }

    private static string? ReadUntil(SampleStore reader, Func<bool> stop)
    {
        long[] versions = new long[reader.Entries.Count];
        while (!stop())
        {
            for (int key = 0; key < versions.Length; key++)
            {
                if (!reader.Entries[key].TryGet(out Sample? value, out long version))
                    continue;
                if (!value.IsWhole || value.Number % versions.Length != key || version < versions[key])
                    return $"Key {key} was read as {value.Number} of version {version} after {versions[key]}.";
                versions[key] = version;
            }
        }

        return null;
    }

    private static void Run(Action<int> body)
    {
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            try
            {
                body(thread);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Null(failure);
    }
}
