using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>How far a store grows, and who attaches while it does.</summary>
public sealed class GrowthTests : IDisposable
{
    private const long Maximum = 1024 * 1024;

    private readonly StoreOnDisk _store = new(Maximum);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void The_maximum_stays_what_the_store_was_created_with()
    {
        using (var writer = SampleWriter.Open(_store.Path, new StoreOptions { MaximumSize = 64 * Maximum }))
        {
            Assert.Equal(Maximum, writer.Statistics.MaximumBytes);
            StoreFullException full = Assert.Throws<StoreFullException>(() => writer.C.Set(Sample.Of(3, (int)Maximum)));
            Assert.Equal(Maximum, full.Maximum);
            Assert.Contains($"'{_store.Path}' is full", full.Message, StringComparison.Ordinal);
            Assert.InRange(writer.Statistics.CommittedBytes, 1, Maximum);
        }

        Assert.InRange(new FileInfo(_store.Path).Length, 1, Maximum);
        _store.AssertUsable();
    }

    [Fact]
    public void A_store_that_is_full_can_still_be_attached_to()
    {
        using (var writer = SampleWriter.Open(_store.Path))
        {
            for (int length = 1000; length < Maximum; length += 1000)
            {
                int size = length;
                _ = Record.Exception(() => writer.D.Set(Sample.Of(4, size)));
            }
        }

        using var again = SampleWriter.Open(_store.Path);
        Assert.Equal(Sample.Of(1), again.A.Value);
    }

    [Fact]
    public void A_reader_that_attaches_while_the_store_grows_is_not_told_that_it_is_truncated()
    {
        using Region reader = new LinuxRegionProvider().Open(_store.Path, RegionAccess.Read, Maximum);
        long before = reader.Committed;
        using var writer = SampleWriter.Open(_store.Path);
        writer.C.Set(Sample.Of(3, 300_000));
        Assert.True(writer.Statistics.CommittedBytes > before);
        Assert.Equal(Maximum, RegionAreas.Read(reader).Maximum);
    }

    [Fact]
    public void A_maximum_that_no_machine_has_is_refused_as_such()
    {
        AssertRefused<StoreFullException>(1L << 47);
        foreach (long maximum in (long[])[1L << 48, 1L << 60, long.MaxValue - 65535, long.MaxValue])
            AssertRefused<ArgumentOutOfRangeException>(maximum);

        void AssertRefused<T>(long maximum)
            where T : Exception
        {
            Assert.Throws<T>(() => SampleWriter.Open(null, new StoreOptions { MaximumSize = maximum }));
            Assert.Throws<T>(() => SampleWriter.Open(_store.Beside("large"), new StoreOptions { MaximumSize = maximum }));
        }
    }

    [Fact]
    public void A_mode_that_there_is_not_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleWriter.Open(_store.Beside("other"), new StoreOptions { Mode = (StoreMode)7 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleWriter.Open(_store.Beside("other"), new StoreOptions { Writers = (WriterMode)7 }));
        Assert.False(File.Exists(_store.Beside("other")));
    }

    [Theory]
    [InlineData(400_000, 393_216)]
    [InlineData(393_216, 393_216)]
    [InlineData(458_751, 393_216)]
    public void A_store_never_grows_beyond_the_maximum(long maximum, long expected)
    {
        using var writer = SampleWriter.Open(null, new StoreOptions { MaximumSize = maximum });
        Assert.Equal(expected, writer.Statistics.MaximumBytes);
        Assert.Equal(expected, Assert.Throws<StoreFullException>(() => writer.C.Set(Sample.Of(1, 300_000))).Maximum);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(65536)]
    public void A_maximum_that_holds_no_store_is_refused(long maximum)
    {
        var refused = Assert.ThrowsAny<ArgumentException>(() => SampleWriter.Open(null, new StoreOptions { MaximumSize = maximum }));
        Assert.Contains(nameof(StoreOptions.MaximumSize), refused.Message, StringComparison.Ordinal);
        Assert.Contains($"{maximum}", refused.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => SampleWriter.Open(_store.Beside("small"), new StoreOptions { MaximumSize = maximum }));
        Assert.False(File.Exists(_store.Beside("small")));
    }
}
