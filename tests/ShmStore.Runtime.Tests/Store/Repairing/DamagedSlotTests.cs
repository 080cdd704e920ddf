using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>The slot of a key names what is whole and not the key's, or a block that only looks like that of a cleared key.</summary>
public sealed class DamagedSlotTests : IDisposable
{
    private const int A = SlotLayout.FirstKeySlot;
    private const int B = A + 1;
    private const int Free = A + 6;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void With_checksums_the_block_of_another_key_stays_that_of_the_other()
    {
        string path = Make(checksums: true);
        StoreOnDisk.Poke(path, SchemaDamage.SlotAt(A), BlockOf(path, B));
        Assert.Equal("A", Assert.Single(StoreFiles.Repair(path).Lost).Key);
        using var reader = SampleStore.Open(path);
        Assert.False(reader.A.HasValue);
        Assert.Equal(Sample.Of(2, 1000), reader.B.Value);
    }

    [Theory]
    [InlineData(A, B)]
    [InlineData(B, A)]
    public void Without_checksums_neither_key_keeps_a_value_that_may_be_the_others(int slot, int other)
    {
        string path = Make(checksums: false);
        long block = BlockOf(path, other);
        StoreOnDisk.Poke(path, SchemaDamage.SlotAt(slot), block);
        RepairReport report = StoreFiles.Repair(path);
        Assert.Equal(["A", "B"], report.Lost.Select(static lost => lost.Key).Order());
        Assert.All(report.Lost, lost => Assert.Equal(block, lost.Offset));
        using var reader = SampleStore.Open(path);
        Assert.False(reader.A.HasValue);
        Assert.False(reader.B.HasValue);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_schema_is_no_value_of_a_document(bool checksums)
    {
        string path = Make(checksums);
        StoreOnDisk.Poke(path, SchemaDamage.SlotAt(Free), BlockOf(path, SlotLayout.SchemaSlot));
        Assert.Equal("Free", Assert.Single(StoreFiles.Repair(path).Lost).Key);
        using var reader = SampleStore.Open(path);
        Assert.False(reader.Free.HasValue);
        Assert.Equal((Sample.Of(1), Sample.Of(2, 1000)), (reader.A.Value, reader.B.Value));
    }

    [Fact]
    public void A_slot_of_the_schema_that_names_the_value_of_a_key_does_not_cost_the_key_its_value()
    {
        string path = Make(checksums: false);
        StoreOnDisk.Poke(path, SchemaDamage.SlotAt(SlotLayout.SchemaSlot), BlockOf(path, B));
        Assert.Empty(StoreFiles.Repair(path).Lost);
        using var reader = SampleStore.Open(path);
        Assert.Equal((Sample.Of(1), Sample.Of(2, 1000)), (reader.A.Value, reader.B.Value));
    }

    [Fact]
    public void What_looks_like_an_empty_block_where_none_begins_is_none_of_a_cleared_key()
    {
        // The first slot looks like a version, and the words behind it are zeros.
        string path = Make(checksums: false);
        StoreOnDisk.Poke<long>(path, SchemaDamage.SlotAt(B), HeaderLayout.Length);
        AssertLostB(path);
    }

    [Fact]
    public void A_value_whose_length_became_zero_is_none_of_a_cleared_key()
    {
        string path = Make(checksums: false);
        StoreOnDisk.Poke(path, BlockOf(path, B) + BlockLayout.LengthOffset, 0L);
        AssertLostB(path);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_key_that_was_cleared_is_not_lost(bool checksums)
    {
        string path = Make(checksums);
        using (var writer = SampleWriter.Open(path))
        {
            writer.A.Clear();
            writer.D.Set(Sample.Of(4));
            writer.D.Clear();
        }

        // The walk over the heap ends before their blocks.
        StoreOnDisk.Poke(path, BlockOf(path, SlotLayout.SchemaSlot) + BlockLayout.MetaOffset, -1);
        StoreOnDisk.Poke(path, SchemaDamage.SlotAt(B), 8L);
        Assert.Equal("B", Assert.Single(StoreFiles.Repair(path).Lost).Key);
        Assert.Empty(StoreFiles.Verify(path).Findings);
    }

    private static void AssertLostB(string path)
    {
        long version;
        using (var reader = SampleStore.Open(path))
            version = reader.A.Version + 1;
        Assert.Equal("B", Assert.Single(StoreFiles.Repair(path).Lost).Key);
        using var repaired = SampleStore.Open(path);
        Assert.False(repaired.B.HasValue);
        Assert.True(repaired.B.Version > version);
        Assert.Equal(Sample.Of(1), repaired.A.Value);
    }

    private string Make(bool checksums)
    {
        string path = _folder.File();
        SchemaDamage.Make(path, checksums);
        return path;
    }

    private static long BlockOf(string path, int slot) => BitConverter.ToInt64(File.ReadAllBytes(path), SchemaDamage.SlotAt(slot));
}
