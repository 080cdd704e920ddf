using System.Text;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Store.Repairing;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Replacing;

/// <summary>Stores whose names are as long as a file system permits are repaired and replaced like others: what stands beside them has a name that is cut.</summary>
public sealed class LongNamesTests : IDisposable
{
    private const int Longest = 255;

    private readonly TestFolder _folder = new();

    public LongNamesTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems have other limits");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(225, false)]
    [InlineData(229, false)]
    [InlineData(230, false)]
    [InlineData(241, true)]
    [InlineData(Longest, false)]
    [InlineData(Longest, true)]
    public void Repairs_and_backups_over_it(int bytes, bool alwaysNamed)
    {
        var provider = new LinuxRegionProvider(alwaysNamed);
        string name = NameOf(bytes);
        string path = _folder.File(name);
        Damage(path);
        RepairReport report = new StoreRepairer(provider).Repair(path, new RepairOptions(), TestContext.Current.CancellationToken);
        Assert.True(report.WasRepaired);
        Assert.True(StoreFiles.Verify(path).IsSound);
        Assert.False(StoreFiles.Verify(report.DamagedFile!).IsSound);

        using (var reader = SampleStore.Open(path))
            reader.BackUp(path, overwrite: true);
        Assert.True(StoreFiles.Verify(path).IsSound);
        Assert.Equal(new[] { Path.GetFileName(report.DamagedFile)!, name }.Order(StringComparer.Ordinal), _folder.Names().Where(static file => !file.EndsWith(".wait", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_was_left_beside_it_is_deleted_by_the_next_repair()
    {
        string path = _folder.File(NameOf(Longest));
        Damage(path);
        string left = NameBeside.For(path);
        string second = NameBeside.For(left);
        Assert.All((string[])[left, second], static file => Assert.InRange(Encoding.UTF8.GetByteCount(Path.GetFileName(file)), 200, Longest - ".lock".Length));
        File.Copy(path, left);
        File.Copy(path, second);
        Assert.Equal(new[] { left, second }.Order(StringComparer.Ordinal), NameBeside.Beside(path).Order(StringComparer.Ordinal));
        Assert.True(StoreFiles.Repair(path, new RepairOptions { KeepDamaged = false }).WasRepaired);
        Assert.Equal([Path.GetFileName(path)], _folder.Names());
    }

    // Of letters of two bytes, so that a cut may fall into one.
    private static string NameOf(int bytes) => new string('é', bytes / 2) + new string('n', bytes % 2);

    private static void Damage(string path)
    {
        using (var writer = SampleWriter.Open(path, new StoreOptions { MaximumSize = 4 << 20 }))
            writer.A.Set(Sample.Of(1));
        if (File.Exists(path + ".wait"))
            File.Delete(path + ".wait");
        StoreOnDisk.Poke(path, Layout.HeaderLayout.HeapEndOffset, 1L);
    }
}
