using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;
using ShmStore.Tests.Store.Evolution;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>Schema documents that are well-formed and not what was stored, and fingerprints that are those of others.</summary>
public sealed class DamagedSchemaTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_changed_name_of_a_key_is_damage_and_said(bool checksums)
    {
        string path = Make(checksums);
        SchemaDamage.Rename(path, "Ratio", "Satio");
        Assert.Contains(StoreFiles.Verify(path).Findings, static finding => finding.Severity == StoreFindingSeverity.Damage);
        Assert.Throws<SchemaMismatchException>(() => SampleStore.Open(path));
        RepairReport report = StoreFiles.Repair(path);
        Assert.Equal(2, report.Values);
        StoreFinding lost = Assert.Single(report.Lost);
        Assert.Equal(StoreArea.Schema, lost.Area);
        Assert.Contains("fingerprint", lost.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_value_is_given_up_because_a_doubtful_schema_does_not_describe_it(bool checksums)
    {
        // A member that is required, of another name than that in the values.
        string path = Make(checksums);
        SchemaDamage.Rename(path, "Text", "Tdxt");
        byte[] damaged = File.ReadAllBytes(path);
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => StoreFiles.Repair(path));
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData(BlockLayout.VersionOffset, 0L)]
    [InlineData(BlockLayout.VersionOffset, -1L)]
    [InlineData(BlockLayout.LengthOffset, 0L)]
    [InlineData(BlockLayout.LengthOffset, -1L)]
    [InlineData(BlockLayout.LengthOffset, 0x7F00_0000_0000_0004L)]
    public void Behind_a_damaged_header_of_its_block_it_is_found_by_the_fingerprint(int offset, long word)
    {
        string path = Make(checksums: false);
        StoreOnDisk.Poke(path, SchemaDamage.BlockOf(File.ReadAllBytes(path)) + offset, word);
        Assert.Empty(StoreFiles.Repair(path).Lost);
        Assert.Empty(StoreFiles.Verify(path).Findings);
        using var writer = SampleWriter.Open(path);
        Assert.Equal((Sample.Of(1), Sample.Of(2, 1000)), (writer.A.Value, writer.B.Value));
        Assert.True(writer.C.Set(Sample.Of(3)) > writer.B.Version);
    }

    [Theory]
    [InlineData("entry", "dntry", false)]
    [InlineData("int64", "in,64", false)]
    [InlineData("int64", "in,64", true)]
    public void A_schema_with_a_kind_or_type_that_there_is_not_is_none_to_repair_by(string name, string changed, bool checksums)
    {
        string path = Make(checksums);
        SchemaDamage.Rename(path, name, changed);
        byte[] damaged = File.ReadAllBytes(path);
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => StoreFiles.Repair(path));
        Assert.Contains("RepairOptions.Schema", error.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllBytes(path));
        Assert.Contains(changed, Assert.Throws<StoreFormatException>(() => UntypedStore.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_value_is_given_up_under_a_doubtful_schema_too()
    {
        string path = Make(checksums: false);
        StoreOnDisk.Poke(path, HeaderLayout.FingerprintOffset, 0x1234_5678_9ABC_DEF0);
        long block = BitConverter.ToInt64(File.ReadAllBytes(path), SchemaDamage.SlotAt(SlotLayout.FirstKeySlot));
        StoreOnDisk.Poke(path, block + BlockLayout.HeaderLength + 4, (byte)0x66);
        Assert.Equal([null, "A"], StoreFiles.Repair(path).Lost.Select(static lost => lost.Key));
        using var store = SampleStore.Open(path);
        Assert.Equal(Sample.Of(2, 1000), store.B.Value);
    }

    [Fact]
    public void A_header_that_is_gone_is_no_doubt_about_the_schema()
    {
        string path = Make(checksums: false);
        for (int word = 0; word < HeaderLayout.Length; word += sizeof(long))
            StoreOnDisk.Poke(path, word, 0L);
        RepairReport report = StoreFiles.Repair(path);
        Assert.Empty(report.Lost);
        Assert.Contains(report.Changes, static change => change.Message.Contains("fingerprint", StringComparison.Ordinal));
        using var store = SampleStore.Open(path);
        Assert.Equal(Sample.Of(1), store.A.Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_writer_that_died_before_it_noted_the_fingerprint_has_damaged_nothing(bool checksums)
    {
        string path = Make(checksums);
        long before = BitConverter.ToInt64(File.ReadAllBytes(path), HeaderLayout.FingerprintOffset);
        StoreV2.Writer.Open(path).Dispose();
        StoreOnDisk.Poke(path, HeaderLayout.FingerprintOffset, before);
        StoreReport report = StoreFiles.Verify(path);
        Assert.True(report.IsSound, report.ToString());
        Assert.Equal(StoreFindingSeverity.Leftover, Assert.Single(report.Findings).Severity);

        // Whatever else is damaged, the schema is the extended one.
        StoreOnDisk.Poke(path, HeaderLayout.HeapEndOffset, 1L);
        Assert.Empty(StoreFiles.Repair(path).Lost);
        Assert.Empty(StoreFiles.Verify(path).Findings);
        using var store = StoreV2.Open(path);
        Assert.Equal(1, store.A.Value.Number);
    }

    [Fact]
    public void A_slot_that_names_the_schema_of_before_is_no_reason_to_forget_what_was_appended()
    {
        string path = Make(checksums: false);
        long before = BitConverter.ToInt64(File.ReadAllBytes(path), SchemaDamage.SlotAt(SlotLayout.SchemaSlot));
        using (var writer = StoreV2.Writer.Open(path))
            writer.E.Set(SampleV2.Of(5));
        StoreOnDisk.Poke(path, SchemaDamage.SlotAt(SlotLayout.SchemaSlot), before);
        Assert.False(StoreFiles.Verify(path).IsSound);
        RepairReport report = StoreFiles.Repair(path);
        Assert.Empty(report.Lost);
        Assert.Contains(report.Changes, static change => change.Area == StoreArea.Schema);
        using var store = StoreV2.Open(path);
        Assert.Equal(SampleV2.Of(5), store.E.Value);
    }

    [Fact]
    public void A_flipped_bit_of_the_document_never_leaves_a_store_that_is_called_sound_and_repaired()
    {
        string path = Make(checksums: false);
        byte[] sound = File.ReadAllBytes(path);
        long block = SchemaDamage.BlockOf(sound) + BlockLayout.HeaderLength;
        int length = BitConverter.ToInt32(sound, (int)block);
        for (int bit = 0; bit < length * 8; bit += 13)
        {
            byte[] damaged = [.. sound];
            damaged[block + (bit / 8)] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(path, damaged);
            Assert.False(StoreFiles.Verify(path).IsSound, $"{bit}");
            try
            {
                Assert.NotEmpty(StoreFiles.Repair(path, new RepairOptions { KeepDamaged = false }).Lost);
            }
            catch (StoreFormatException)
            {
                Assert.Equal(damaged, File.ReadAllBytes(path));
            }
        }
    }

    private string Make(bool checksums)
    {
        string path = _folder.File();
        SchemaDamage.Make(path, checksums);
        return path;
    }
}
