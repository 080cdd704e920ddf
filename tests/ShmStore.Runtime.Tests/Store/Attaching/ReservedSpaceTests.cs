using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Whoever opens a store reserves no more address space than the store can ever take, and maps no more of its file.</summary>
public sealed class ReservedSpaceTests : IDisposable
{
    private const long Maximum = 4L << 20;

    private readonly StoreOnDisk _store = new(Maximum);

    public ReservedSpaceTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere files are mapped as long as they are.");

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(nameof(RegionAccess.Read))]
    [InlineData(nameof(RegionAccess.Contribute))]
    [InlineData(nameof(RegionAccess.Write))]
    public void What_the_header_says_counts_and_not_what_a_new_store_would_have(string name)
    {
        RegionAccess access = Enum.Parse<RegionAccess>(name);
        using (Region region = new LinuxRegionProvider().Open(_store.Path, access, StoreOptions.DefaultMaximumSize))
            Assert.Equal(Maximum, region.Maximum);

        // Who takes the lock only, and asks for little, gets little.
        using (Region region = new LinuxRegionProvider().Open(_store.Path, access, 1))
            Assert.Equal(new FileInfo(_store.Path).Length, region.Maximum);
    }

    [Fact]
    public void The_store_grows_to_its_maximum_within_it()
    {
        using (var writer = SampleWriter.Open(_store.Path))
        {
            Assert.Equal(Maximum, writer.Statistics.MaximumBytes);
            Exception? full = null;
            for (int length = 10_000; full is null; length += 10_000)
                full = Record.Exception(() => writer.C.Set(Sample.Of(3, length)));
            Assert.IsType<StoreFullException>(full);
            Assert.InRange(new FileInfo(_store.Path).Length, Maximum / 2, Maximum);
        }

        SampleWriter.Open(_store.Path, new StoreOptions { MaximumSize = 1 << 20 }).Dispose();
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(8L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_header_that_says_something_else_is_damaged(long maximum)
    {
        _store.Poke(HeaderLayout.MaximumOffset, maximum);
        foreach (Func<SharedStore> attach in (Func<SharedStore>[])[() => SampleStore.Open(_store.Path), () => SampleContributor.Open(_store.Path), () => SampleWriter.Open(_store.Path)])
            Assert.Equal(StoreFormatReason.Corrupt, Assert.Throws<StoreFormatException>(() => attach().Dispose()).Reason);
    }
}
