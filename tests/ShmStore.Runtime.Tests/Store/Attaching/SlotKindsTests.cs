using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Slots that name blocks which are whole, and of another kind than the key: no writer attaches, and a check and a repair say the same.</summary>
public sealed class SlotKindsTests : IDisposable
{
    private const int Texts = 0;
    private const int Beside = 2;
    private const int NoKey = 3;

    // Without entries: those of a map say whose they are.
    private readonly MapStoreOnDisk _store = new(0);

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(Beside, Texts, "Texts")]
    [InlineData(Texts, Beside, "Beside")]
    [InlineData(Beside, NoKey, null)]
    [InlineData(Texts, NoKey, null)]
    [InlineData(Beside, SlotLayout.EmptySlot - SlotLayout.FirstKeySlot, null)]
    public void A_slot_that_names_what_its_key_cannot_have(int from, int to, string? key)
    {
        WriteTexts();
        long block = Move(from, to);
        byte[] before = File.ReadAllBytes(_store.Path);
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(_store.Path).Dispose());
        Assert.Equal(StoreFormatReason.Corrupt, error.Reason);
        Assert.Contains($"slot {to + SlotLayout.FirstKeySlot}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{block}", error.Message, StringComparison.Ordinal);
        Assert.Contains(key is null ? "belongs to no key" : $"'{key}'", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_store.Path));

        StoreReport report = StoreFiles.Verify(_store.Path);
        Assert.False(report.IsSound);
        Assert.Contains(report.Findings, finding => finding.Key == key && finding.Severity == StoreFindingSeverity.Damage);

        Assert.True(StoreFiles.Repair(_store.Path).WasRepaired);
        Assert.Empty(StoreFiles.Verify(_store.Path).Findings);
        using var writer = MapStoreWriter.Open(_store.Path);
        writer.Texts.Set("x", Sample.Of(1));
        writer.Texts.Clear();
        Assert.Equal(0, writer.Texts.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whoever_is_one_of_several_refuses_it_too(bool isTakeOver)
    {
        using var folder = new TestFolder();
        var several = new StoreOptions { Writers = WriterMode.Several };
        string path = folder.File();
        using var lost = MapStoreWriter.Open(path, several);
        lost.Beside.Set(Sample.Of(1));
        if (!isTakeOver)
        {
            Move(lost.Attachment.Region);
            lost.Dispose();
            AssertRefused(() => MapStoreWriter.Open(path, several).Dispose());
            return;
        }

        using var next = MapStoreWriter.Open(path, several);
        bool done = false;
        Exception? error = null;
        lost.Attachment.Writer!.StepTaken = step =>
        {
            if (done || step != WriteStep.Stamped)
                return;
            done = true;
            lost.Attachment.Region.Seats!.Lose();
            Move(lost.Attachment.Region);
            var other = new Thread(() => error = Record.Exception(() => next.Beside.Set(Sample.Of(2))));
            other.Start();
            other.Join();
        };
        Assert.IsType<WriterLostException>(Record.Exception(() => lost.Beside.Set(Sample.Of(3))));
        Assert.True(done);
        AssertRefused(() => throw error!);
    }

    [Theory]
    [InlineData("slot")]
    [InlineData("ring")]
    [InlineData("segment")]
    [InlineData("no segment")]
    [InlineData("lane")]
    [InlineData("key")]
    public void An_index_that_was_changed_since_is_an_exception_to_who_goes_through_it(string what)
    {
        WriteTexts();
        using var writer = MapStoreWriter.Open(_store.Path);
        writer.Texts.Set("x", Sample.Of(1));
        long document = _store.Peek<long>(_store.SlotOf(Beside));
        long lane = _store.LaneInUse;
        (long word, long value) = what switch
        {
            "slot" => (_store.SlotOf(Texts), document),
            "ring" => (_store.Root + IndexLayout.RootRingOffset, document & -IndexLayout.Alignment),
            "segment" => (_store.Root + IndexLayout.DirectoryOffset, _store.DirectoryWord ^ (1L << 40)),
            "no segment" => (_store.Root + IndexLayout.DirectoryOffset, 0),
            "lane" => (lane, _store.Peek<long>(lane) ^ (1L << 40)),
            _ => (_store.BlockOf("x") + BlockLayout.HeaderLength, (long)EntryLayout.Word(Texts, EntryLayout.MaximumKey)),
        };
        long before = _store.Peek<long>(word);
        long version = writer.Texts.Version;
        _store.Poke(word, value);
        AssertRefused(() => writer.Texts.Clear());
        AssertRefused(() => writer.Texts.RemoveExpired());
        AssertRefused(() =>
        {
            using StoreCommit commit = writer.BeginCommit();
            writer.Texts.Clear();
        });
        _store.Poke(word, before);
        Assert.Equal(version, writer.Texts.Version);
        Assert.Equal(Sample.Of(1), writer.Texts["x"].Value);
        writer.Texts.Clear();
        Assert.Equal(0, writer.Texts.Count);
    }

    // Gives the map an index without entries.
    private void WriteTexts()
    {
        using var writer = MapStoreWriter.Open(_store.Path);
        writer.Texts.Set("x", Sample.Of(1));
        writer.Texts.Clear();
    }

    private long Move(int from, int to)
    {
        long block = _store.Peek<long>(_store.SlotOf(from));
        Assert.NotEqual(0, block);
        _store.Poke(_store.SlotOf(from), 0L);
        _store.Poke(_store.SlotOf(to), block);
        return block;
    }

    // The slot of the texts, which have no index, names the document beside them.
    private static void Move(Region region)
    {
        var header = new RegionHeader(region);
        long slots = header.At<long>(HeaderLayout.SlotsOffset) + (SlotLayout.FirstKeySlot * SlotLayout.Stride);
        ref long document = ref header.At<long>(slots + (Beside * SlotLayout.Stride));
        Assert.NotEqual(0, document);
        header.At<long>(slots + (Texts * SlotLayout.Stride)) = document;
        document = 0;
    }

    private static void AssertRefused(Action use)
    {
        StoreFormatException error = Assert.Throws<StoreFormatException>(use);
        Assert.Equal(StoreFormatReason.Corrupt, error.Reason);
        Assert.Contains("Texts", error.Message, StringComparison.Ordinal);
    }
}
