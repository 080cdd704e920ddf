using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>An entry can expire after it was found to be changed, and be removed to make way for its own copy, before its bytes were copied.</summary>
public sealed class ExpiredWhileWrittenTests : IDisposable
{
    private const int Others = 700;
    private const int Tries = 400;
    private const int Length = 900;

    private readonly TestFolder _folder = new();

    public ExpiredWhileWrittenTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_missing_then_and_nothing_takes_its_place()
    {
        // The sweep looks at one of fifteen buckets, and which has the entry depends on the store's seed.
        int tries = 0;
        while (Change(tries))
            Assert.True(++tries < Tries, "The sweep never stood where the entry was.");
    }

    // False if the entry was missing.
    private bool Change(int number)
    {
        string path = _folder.File($"{number}");
        var clock = new JumpingClock();
        var options = new StoreOptions { MaximumSize = 64 << 20, Writers = WriterMode.Several, TimeProvider = clock };
        bool changed;
        using (var writer = MapStoreWriter.Open(path, options))
        {
            using var one = MapStoreWriter.Open(path, options);
            using var other = MapStoreWriter.Open(path, options);
            writer.Texts.Set("x", Sample.Of(0, Length), TimeSpan.FromSeconds(1000));
            Fill(one, 0);
            Fill(other, Others);
            Empty(one, 0);
            Empty(other, Others);

            // Until nothing is left but what rests in the others' lists, so that the next block is found by a walk, which links the free ones.
            var heap = new RegionWords(writer.Attachment.Region);
            int added = 0;
            while (heap.HasShared || heap.HasRoom(2 * Length))
                writer.Numbers.Set(--added, Sample.Of(1, Length));
            changed = clock.JumpDuring(() => SetNumber(writer));
            Assert.Equal(changed, writer.Texts.TryGetValue("x", out Sample? value));
            Assert.Equal(changed ? Sample.Of(0, Length) with { Number = 7 } : null, value);
        }

        Assert.Empty(SharedStoreFile.Verify(path, cancellationToken: TestContext.Current.CancellationToken).Findings);
        MapStoreWriter.Open(path, options).Dispose();
        SharedStoreFile.Delete(path);
        return changed;
    }

    private static bool SetNumber(MapStoreWriter writer)
    {
        try
        {
            writer.Texts.SetFixed<long, long, Int64Codec>("x", Sample.NumberOffset, "Number"u8, 7);
            return true;
        }
        catch (KeyNotFoundException)
        {
            return false;
        }
    }

    private static void Fill(MapStoreWriter writer, int first)
    {
        for (int i = first; i < first + Others; i++)
            writer.Numbers.Set(i, Sample.Of(i, Length));
    }

    private static void Empty(MapStoreWriter writer, int first)
    {
        for (int i = first; i < first + Others; i++)
            writer.Numbers.Remove(i);
    }

    /// <summary>What the header tells of free memory.</summary>
    private sealed class RegionWords(ShmStore.Memory.Region region)
    {
        private readonly ShmStore.Heap.RegionHeader _header = new(region);

        public bool HasShared => _header.At<long>(PoolLayout.CountOffset) > 0;

        public bool HasRoom(long length) => _header.HeapEnd + length <= _header.At<long>(HeaderLayout.CommittedOffset);
    }

    /// <summary>Stands still, but during a change, which looks at it twice.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private static readonly DateTimeOffset Before = DateTimeOffset.UtcNow;
        private int _looks = -1;

        public bool JumpDuring(Func<bool> change)
        {
            _looks = 1;
            bool result = change();
            _looks = -1;
            return result;
        }

        public override DateTimeOffset GetUtcNow() => _looks < 0 || _looks-- > 0 ? Before : Later();

        private DateTimeOffset Later()
        {
            _looks = 0;
            return Before.AddSeconds(2000);
        }
    }
}
