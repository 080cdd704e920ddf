using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Turns;

/// <summary>A writer that attaches while there is no other finds out whether the store is sound, and repairs it, though nobody died in a turn: after the power failed, pages can be of different moments.</summary>
public sealed class AttachingAloneTests : IDisposable
{
    private const int HeaderPage = 4096;

    private readonly TestFolder _folder = new();

    public AttachingAloneTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void Versions_go_on_though_the_counter_is_older_than_the_blocks(WriterMode mode)
    {
        var options = new StoreOptions { Writers = mode };
        string path = _folder.File();
        byte[] early;
        byte[] late;
        using (var writer = SampleWriter.Open(path, options))
        {
            // So many that no block is carved any more.
            for (int i = 0; i < 1000; i++)
                writer.A.Set(Sample.Of(i));
            early = Bytes(path);
            for (int i = 1; i < 50; i++)
                writer.A.Set(Sample.Of(i));
            late = Bytes(path);
        }

        early.AsSpan(0, HeaderPage).CopyTo(late);
        File.WriteAllBytes(path, late);
        using var next = SampleWriter.Open(path, options);
        long had = next.A.Version;
        Assert.Equal(49, next.A.Value.Number);
        Assert.True(next.Version >= had);
        Assert.True(next.A.Set(Sample.Of(50)) > had);
        Assert.True(next.A.TryWaitForChange(had, TimeSpan.Zero, out _, TestContext.Current.CancellationToken));
        StoreInspection.AssertEveryBlockIsKnown(next);
    }

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void A_division_that_only_a_part_of_the_directory_tells_of_is_taken_back(WriterMode mode)
    {
        const int added = 200;
        var options = new StoreOptions { Writers = mode };
        string path = _folder.File();
        byte[]? amidst = null;
        int count = 0;
        using (var writer = MapStoreWriter.Open(path, options))
        {
            writer.Attachment.Writer!.StepTaken = step => amidst ??= step == WriteStep.DirectoryWordStored && count > 1000 ? Bytes(path) : null;
            for (; amidst is null; count++)
                writer.Numbers.Set(count, Sample.Of(count));
            writer.Attachment.Writer!.StepTaken = null;

            // The page with the turn is from when that was over, all others from amidst it.
            Bytes(path).AsSpan(0, HeaderPage).CopyTo(amidst);
        }

        File.WriteAllBytes(path, amidst);
        for (int run = 1; run <= 3; run++)
        {
            using (var next = MapStoreWriter.Open(path, options))
            {
                Assert.All(Enumerable.Range(0, count - 1), i => Assert.True(next.Numbers.ContainsKey(i)));
                for (int i = 0; i < added; i++)
                    next.Numbers.Set(-(run * added) - i, Sample.Of(i));
                Assert.InRange(next.Numbers.Count, count - 1 + (run * added), count + (run * added));
                Assert.Equal(next.Numbers.Count, next.Numbers.Keys.Count());
                StoreInspection.AssertEveryBlockIsKnown(next);
            }

            Assert.Empty(SharedStoreFile.Verify(path, cancellationToken: TestContext.Current.CancellationToken).Findings);
        }
    }

    [Fact]
    public void Of_two_that_attach_at_once_to_a_damaged_store_none_does()
    {
        const int rounds = 40;
        var options = new StoreOptions { Writers = WriterMode.Several, Checksums = true };
        string path = _folder.File();
        long block;
        using (var writer = SampleWriter.Open(path, options))
        {
            writer.A.Set(Sample.Of(1, 1000));
            block = new RegionHeader(writer.Attachment.Region).At<long>(writer.Attachment.Writer!.Areas.SlotAt(SlotLayout.FirstKeySlot));
        }

        byte[] bytes = Bytes(path);
        bytes[block + 500] ^= 1;
        File.WriteAllBytes(path, bytes);
        for (int round = 0; round < rounds; round++)
        {
            int attached = 0;
            using var start = new Barrier(2);
            Thread[] threads = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() =>
            {
                start.SignalAndWait();
                SampleWriter? writer = null;
                try
                {
                    writer = SampleWriter.Open(path, options);
                    Interlocked.Increment(ref attached);
                }
                catch (StoreFormatException)
                {
                }

                start.SignalAndWait();
                writer?.Dispose();
            }))];
            Array.ForEach(threads, static thread => thread.Start());
            Array.ForEach(threads, static thread => thread.Join());
            Assert.Equal(0, attached);
            Assert.Equal(bytes[(HeaderLayout.Length)..], Bytes(path)[(HeaderLayout.Length)..]);
        }
    }

    [Fact]
    public void Who_comes_while_another_is_attached_does_not_look_again()
    {
        var options = new StoreOptions { Writers = WriterMode.Several, Checksums = true };
        string path = _folder.File();
        using var first = SampleWriter.Open(path, options);
        first.A.Set(Sample.Of(1, 1000));
        long block = new RegionHeader(first.Attachment.Region).At<long>(first.Attachment.Writer!.Areas.SlotAt(SlotLayout.FirstKeySlot));
        new RegionHeader(first.Attachment.Region).At<byte>(block + 500) ^= 1;
        SampleWriter.Open(path, options).Dispose();
        first.Dispose();
        Assert.Throws<StoreFormatException>(() => SampleWriter.Open(path, options));
    }

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
