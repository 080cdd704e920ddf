using ShmStore.Memory;

namespace ShmStore.Tests.Memory;

public abstract unsafe partial class RegionTests
{
    [Fact]
    public void A_full_file_system_is_an_error_and_the_region_goes_on()
    {
        string path = Path.Combine(Folder.Mount("tmpfs", "size=1m"), "region");
        using Region region = Provider.Create(path, 64 * Kilo, 64 * 1024 * Kilo, static _ => { });
        using Region reader = Provider.Open(path, RegionAccess.Read, 64 * 1024 * Kilo);
        Bytes(region).Fill(7);

        var error = Assert.Throws<StoreFullException>(() => region.Grow(4 * 1024 * Kilo));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("4194304", error.Message, StringComparison.Ordinal);
        Assert.Equal(64 * Kilo, region.Committed);
        Assert.Equal(64 * Kilo, new FileInfo(path).Length);
        Assert.DoesNotContain(".new-", error.Message, StringComparison.Ordinal);
        Assert.False(Bytes(region).ContainsAnyExcept((byte)7));
        reader.Refresh();
        Assert.False(Bytes(reader)[..(int)(64 * Kilo)].ContainsAnyExcept((byte)7));
        region.Grow(128 * Kilo);
        Bytes(region).Fill(8);
        reader.Refresh();
        Assert.Equal(8, reader.Origin[128 * Kilo - 1]);
    }

    [Fact]
    public void It_is_the_same_error_when_the_folder_is_gone()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder.Mount("tmpfs", "size=1m"), "folder")).FullName;
        using Region region = Provider.Create(Path.Combine(folder, "region"), 64 * Kilo, 64 * 1024 * Kilo, static _ => { });
        Directory.Delete(folder, recursive: true);
        Assert.Throws<StoreFullException>(() => region.Grow(4 * 1024 * Kilo));
    }

    [Fact]
    public void Creating_what_does_not_fit_leaves_nothing()
    {
        string mount = Folder.Mount("tmpfs", "size=1m");
        string path = Path.Combine(mount, "region");
        Assert.DoesNotContain(".new-", Assert.Throws<StoreFullException>(() => Provider.Create(path, 4 * 1024 * Kilo, 4 * 1024 * Kilo, static _ => { })).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("region", Directory.GetFiles(mount).Select(Path.GetFileName));
        using Region region = Provider.Create(path, 512 * Kilo, 512 * Kilo, static _ => { });
        Bytes(region).Fill(7);
    }
}
