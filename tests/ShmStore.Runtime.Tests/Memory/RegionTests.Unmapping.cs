using System.Runtime.CompilerServices;
using ShmStore.Memory;

namespace ShmStore.Tests.Memory;

public abstract unsafe partial class RegionTests
{
    [Fact]
    public void What_was_mapped_goes_when_nobody_references_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere no file tells what is mapped.");
        for (int i = 0; i < 3; i++)
            UseAndLeave(Folder.File($"region{i}"));
        for (int i = 0; i < 50 && Mappings() > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(0, Mappings());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void UseAndLeave(string path)
    {
        using Region region = Provider.Create(path, 64 * Kilo, 1024 * Kilo, static _ => { });
        region.Grow(128 * Kilo);
        UseMarks? made = region.TryAddMarks(0, 64, out long offset);
        Assert.NotNull(made);
        using Region reader = Provider.Open(path, RegionAccess.Contribute, 1024 * Kilo);
        reader.MapWindow(0, 64 * Kilo)[7] = 7;
        Assert.NotNull(reader.TryOpenMarks(offset, 64));
        Assert.True(Mappings() > 3);
    }

    private int Mappings() => File.ReadLines("/proc/self/maps").Count(line => line.Contains(Path.GetDirectoryName(Store)!, StringComparison.Ordinal));
}
