using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;
using ShmStore.Tests.Store.Backups;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>Repairs of stores that have become as large as they may: indexes that are built anew can take more room than the damaged ones.</summary>
public sealed class FullStoreRepairTests : IDisposable
{
    private const int Stores = 24;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(0, true)]
    [InlineData(2, true)]
    public void All_that_is_intact_is_saved(int kind, bool toDestination)
    {
        for (int i = 0; i < Stores; i++)
        {
            string path = _folder.File($"store{i}");
            int maximum = (256 + (64 * (i / 2))) << 10;
            (long Numbers, long Texts) counts;
            using (var writer = MapStoreWriter.Open(path, new StoreOptions { MaximumSize = maximum, Checksums = i % 2 == 0 }))
            {
                FullStore.Fill(writer, kind, seed: i);
                counts = (writer.Numbers.Count, writer.Texts.Count);
            }

            StoreOnDisk.Poke(path, HeaderLayout.MagicOffset, 0L);
            string repaired = toDestination ? _folder.File($"repaired{i}") : path;
            RepairReport report = StoreFiles.Repair(path, new RepairOptions { Destination = toDestination ? repaired : null });
            Assert.True(report.WasRepaired);
            Assert.Empty(report.Lost);
            Assert.Empty(StoreFiles.Verify(repaired).Findings);
            using var next = MapStoreWriter.Open(repaired);
            Assert.Equal(counts, (next.Numbers.Count, next.Texts.Count));
            Assert.InRange(next.Statistics.MaximumBytes, maximum, 3 * maximum);
        }
    }
}
