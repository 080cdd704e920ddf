using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Commits of a few keys leave nothing for the collector, also after one of many keys.</summary>
public sealed class CommitMemoryTests : IDisposable
{
    private const int Commits = 200;

    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly Sample _value = Sample.Of(1);

    public void Dispose() => _writer.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(20_000)]
    public void A_commit_of_a_few_keys_allocates_nothing(int before)
    {
        Change();
        Change();
        using (StoreCommit commit = _writer.BeginCommit())
        {
            for (int number = 0; number < before; number++)
                _writer.Numbers.Set(number, _value);
            commit.Complete();
        }

        // Twice: what was given up after the many keys is made anew by the first.
        Change();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Change();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, Commits);
    }

    private void Change()
    {
        for (int number = 0; number < Commits; number++)
        {
            using StoreCommit commit = _writer.BeginCommit();
            _writer.Texts.Set("a key of 16 char", _value);
            _writer.Texts.Set("b", _value);
            _writer.Numbers.Set(7, _value);
            _writer.Numbers.Remove(8);
            _writer.Beside.Set(_value);
            commit.Complete();
        }
    }
}
