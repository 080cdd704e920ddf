using ShmStore.Memory;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Memory;

/// <summary>What every region provider promises; one class per provider runs the whole. The parts of this class are one topic each.</summary>
public abstract partial class RegionTests : IDisposable
{
    private protected const long Kilo = 1024;

    private protected TestFolder Folder { get; } = new();

    private protected abstract IRegionProvider Provider { get; }

    /// <summary>Name of the provider on the command line of the test host.</summary>
    private protected abstract string ProviderName { get; }

    private protected string Store => Folder.File();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Region Create(long committed = 64 * Kilo, long maximum = 1024 * Kilo, Action<Region>? initialise = null)
        => Provider.Create(Store, committed, maximum, initialise ?? (static _ => { }));

    private protected Region Open(RegionAccess access, long maximum = 1024 * Kilo) => Provider.Open(Store, access, maximum);

    private protected static unsafe Span<byte> Bytes(Region region) => new(region.Origin, checked((int)region.Committed));
}
