using System.Runtime.InteropServices;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store;

/// <summary>Stores that are disposed while they are used, and what becomes of their memory.</summary>
public sealed class DisposeTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("linux", true)]
    [InlineData("linux", false)]
    [InlineData("portable", true)]
    [InlineData("portable", false)]
    public void Whoever_uses_a_store_gets_values_or_is_told_that_it_is_disposed(string provider, bool inFile)
    {
        // In a child, so that a crash is a failure and not the end of the tests.
        using HostProcess child = HostProcess.Start("store-dispose", provider, inFile ? _folder.File() : "-", "30");
        child.Succeed();
    }

    [Theory]
    [InlineData("linux", true)]
    [InlineData("linux", false)]
    [InlineData("portable", true)]
    [InlineData("portable", false)]
    public void Whoever_drops_a_store_can_use_it_in_every_finalizer_and_after_one_has_brought_it_back(string provider, bool inFile)
    {
        using HostProcess child = HostProcess.Start("store-unreached", provider, inFile ? _folder.File() : "-");
        child.Succeed();
    }

    [Fact]
    public void A_writer_is_disposed_in_its_own_update_only_as_an_error()
    {
        using var writer = SampleWriter.Open(_folder.File());
        writer.A.Set(Sample.Of(1));
        Assert.Throws<InvalidOperationException>(() => writer.A.Update(old =>
        {
            writer.Dispose();
            return old;
        }));
        writer.Dispose();
        writer.Dispose();
        using var next = SampleWriter.Open(_folder.File());
        Assert.Equal(Sample.Of(1), next.A.Value);
    }

    [Fact]
    public void Private_memory_is_given_back_when_the_last_attachment_goes()
    {
        if (!File.Exists("/proc/self/pagemap"))
            Assert.Skip("There is no /proc to look at memory.");
        const int size = 8 * 1024 * 1024;
        const long maximum = 1024L * 1024 * 1024;
        var writer = SampleWriter.Open(null, new StoreOptions { MaximumSize = maximum });
        SampleStore reader = writer.OpenReader();
        for (int i = 0; i < 12; i++)
            writer.A.Set(Sample.Of(i, size));
        long start = AddressOf(reader);
        Assert.InRange(Resident(start, maximum), 5L * size, 12L * size);

        // The reader still has it all.
        writer.Dispose();
        Assert.Equal(Sample.Of(11, size), reader.A.Value);
        Assert.InRange(Resident(start, maximum), 5L * size, 12L * size);
        reader.Dispose();
        Assert.InRange(Resident(start, maximum), 0, size / 8);
        GC.KeepAlive(reader);
    }

    private static unsafe long AddressOf(SharedStore store) => (long)store.Attachment.Region.Origin;

    /// <summary>Bytes of real memory behind a range of addresses: the kernel keeps one word for each page, whose top bits say that the page is present or swapped out.</summary>
    private static long Resident(long start, long length)
    {
        int page = Environment.SystemPageSize;
        ulong[] words = new ulong[length / page];
        using var map = new FileStream("/proc/self/pagemap", FileMode.Open, FileAccess.Read);
        map.Position = start / page * sizeof(ulong);
        map.ReadExactly(MemoryMarshal.AsBytes(words.AsSpan()));
        return words.LongCount(static word => word >> 62 != 0) * page;
    }
}
