using System.Globalization;
using System.Runtime.InteropServices;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store;

/// <summary>
/// Writers that die at a known store: one page at a time is write-protected under them. What is in the file then shows the order in which they write, and the next writer must find everything.
/// </summary>
public sealed class CrashAtPageTests : IDisposable
{
    private const long Maximum = 3 * RegionPages.Size;
    private const int LargeText = 30_000;
    private const int TextLength = 5000;

    // By the fault itself, or by the runtime, which aborts because of it.
    private static readonly int[] EndedByPage = [128 + 6, 128 + 11];

    private readonly TestFolder _folder = new();
    private readonly string _prepared;
    private readonly string _path;

    private static long SlotPage => HeaderLayout.Length;

    public CrashAtPageTests()
    {
        if (RuntimeInformation.OSArchitecture is not (Architecture.X64 or Architecture.Arm64) || !OperatingSystem.IsLinux())
            Assert.Skip("Pages are protected by a Linux call here.");
        _prepared = _folder.File("prepared");
        _path = _folder.File("store");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void While_a_block_is_carved_and_committed()
    {
        using (var writer = SampleWriter.Open(_prepared, new StoreOptions { MaximumSize = Maximum }))
            writer.A.Set(Sample.Of(1));

        // The header page holds the end of the heap and the commit counter, the second one the slots.
        long end = Peek(_prepared, HeaderLayout.HeapEndOffset);
        CrashAt(0);
        Assert.Equal(end, Peek(_path, HeaderLayout.HeapEndOffset));
        Assert.Equal(SizeClasses.Of(BlockLayout.HeaderLength + Sample.LengthOf(TextLength)), new BlockMeta((uint)(Peek(_path, end + BlockLayout.LengthOffset) >> 32)).SizeClass);
        AssertRecovers(isSet: false);

        CrashAt(SlotPage);
        Assert.NotEqual(end, Peek(_path, HeaderLayout.HeapEndOffset));
        Assert.Equal(Peek(_prepared, HeaderLayout.CommitCounterOffset) + 1, Peek(_path, end));
        AssertRecovers(isSet: false);

        CrashAt(end & -Environment.SystemPageSize);
        Assert.Equal(end, Peek(_path, HeaderLayout.HeapEndOffset));
        AssertRecovers(isSet: false);
    }

    [Fact]
    public void Between_the_slot_and_the_commit_counter()
    {
        // No block is carved: the first store to the header page is the counter.
        long version;
        using (var writer = SampleWriter.Open(_prepared, new StoreOptions { MaximumSize = Maximum }))
        {
            writer.A.Set(Sample.Of(1));
            for (int i = 0; i < 20; i++)
                writer.B.Set(Sample.Of(2, TextLength));
            version = writer.Version;
        }

        CrashAt(0);
        Assert.Equal(version, Peek(_path, HeaderLayout.CommitCounterOffset));
        using var reader = SampleStore.Open(_path);
        Assert.Equal(version + 1, reader.C.Version);
        Assert.Equal(version, reader.Version);
        AssertRecovers(isSet: true);
    }

    [Fact]
    public void While_a_large_block_is_split()
    {
        PrepareSplit();
        long heap = Peek(_prepared, HeaderLayout.HeapOffset);
        int died = 0;
        for (long page = heap; page < Maximum; page += Environment.SystemPageSize)
        {
            bool done = !CrashAt(page);
            died += done ? 0 : 1;
            AssertRecovers(done);
        }

        Assert.True(died >= 3, $"Only {died} pages are written to by a split.");
        CrashAt(SlotPage);
        AssertRecovers(isSet: false);
    }

    private static long Peek(string path, long offset)
    {
        using var file = File.OpenHandle(path);
        Span<byte> word = stackalloc byte[sizeof(long)];
        Assert.Equal(sizeof(long), RandomAccess.Read(file, word, offset));
        return BitConverter.ToInt64(word);
    }

    /// <summary>A heap without undivided space, in which a block for the new value can only come from the large block that A left.</summary>
    private void PrepareSplit()
    {
        using var writer = SampleWriter.Open(_prepared, new StoreOptions { MaximumSize = Maximum });
        writer.A.Set(Sample.Of(1, LargeText));
        writer.A.Set(Sample.Of(1));
        long heap = -1;
        for (int length = 2000; length > 0; length -= 20)
        {
            while (writer.Statistics.HeapBytes != heap)
            {
                heap = writer.Statistics.HeapBytes;
                writer.B.Set(Sample.Of(2, length));
            }

            heap = -1;
        }
    }

    /// <summary>Runs the writer on a copy; false when it came through.</summary>
    private bool CrashAt(long page)
    {
        File.Copy(_prepared, _path, overwrite: true);
        using HostProcess child = HostProcess.Start("store-crash", _path, page.ToString(CultureInfo.InvariantCulture), TextLength.ToString(CultureInfo.InvariantCulture));
        child.Await("protected");
        if (child.ReadLine() == "done")
            return false;

        // By nothing else than the page.
        Assert.Contains(child.AwaitExit(), EndedByPage);
        return true;
    }

    private void AssertRecovers(bool isSet)
    {
        using var before = SampleStore.Open(_prepared);
        using var writer = SampleWriter.Open(_path);
        Assert.Equal(before.A.Value, writer.A.Value);
        Assert.Equal(before.B.HasValue ? before.B.Value : null, writer.B.HasValue ? writer.B.Value : null);
        Assert.Equal(isSet, writer.C.HasValue);
        if (isSet)
            Assert.Equal(Sample.Of(3, TextLength), writer.C.Value);
        StoreInspection.AssertNoBlockIsLost(writer);
        long highest = writer.Entries.Max(static entry => entry.Version);
        Assert.True(writer.Version >= highest);
        Assert.True(writer.D.Set(Sample.Of(4, 100)) > highest);
        Assert.Equal(before.A.Value, writer.A.Value);
    }
}
