using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Memory;

/// <summary>Several attachments of a process to memory they share.</summary>
public sealed unsafe class AliasRegionTests
{
    [Theory]
    [InlineData("linux")]
    [InlineData("portable")]
    public void Threads_that_refresh_while_the_memory_grows_and_moves_never_touch_what_is_not_there(string provider)
    {
        // In a child: a touch of an address that is not mapped ends the process.
        using HostProcess child = HostProcess.Start("grow-under-reads", provider, "30");
        child.Succeed();
    }

    [Fact]
    public void The_memory_goes_with_the_last_attachment()
    {
        Region memory = new LinuxRegionProvider().CreatePrivate(1 << 16, 1 << 20);
        var writer = AliasRegion.Own(memory);
        AliasRegion reader = writer.Attach(RegionAccess.Read);
        writer.Origin[5] = 7;
        writer.Dispose();
        writer.Dispose();
        Assert.Equal(0, writer.Committed);
        Assert.False(memory.IsDisposed);
        Assert.Equal(7, reader.Origin[5]);
        reader.Dispose();
        Assert.True(memory.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => reader.Attach(RegionAccess.Read));
    }

    [Fact]
    public void Growth_is_seen_after_a_refresh_and_only_the_writer_grows()
    {
        using var writer = AliasRegion.Own(new LinuxRegionProvider().CreatePrivate(1 << 16, 1 << 20));
        using AliasRegion reader = writer.Attach(RegionAccess.Read);
        writer.Grow(1 << 18);
        Assert.Equal(1 << 16, reader.Committed);
        Assert.Equal(1 << 18, reader.Refresh());
        Assert.Throws<InvalidOperationException>(() => reader.Grow(1 << 19));
        Assert.Throws<StoreFullException>(() => writer.Grow((1 << 20) + 1));
        Assert.Equal(1 << 18, writer.Committed);
    }
}
