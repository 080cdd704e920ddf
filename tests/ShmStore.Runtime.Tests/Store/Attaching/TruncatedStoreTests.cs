using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>A store cut at any length is refused by all who attach, with the numbers; nobody touches what is not there.</summary>
public sealed class TruncatedStoreTests : IDisposable
{
    private readonly StoreOnDisk _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_store_cut_at_any_length_is_refused()
    {
        byte[] whole = File.ReadAllBytes(_store.Path);
        var lengths = new SortedSet<int>(Enumerable.Range(0, (whole.Length / 512) + 1).Select(static i => i * 512));
        foreach (int edge in (int[])[1, 7, 8, 16, 63, 4095, 4096, 4097, 65535, 65536, 65537, 131071, 131073, whole.Length - 1])
            lengths.Add(edge);
        lengths.RemoveWhere(length => length >= whole.Length);

        foreach (int length in lengths)
        {
            File.WriteAllBytes(_store.Path, whole.AsSpan(0, length));
            foreach (Func<SharedStore> attach in (Func<SharedStore>[])
                [() => SampleStore.Open(_store.Path), () => SampleContributor.Open(_store.Path), () => SampleWriter.Open(_store.Path)])
            {
                StoreFormatException error = Assert.Throws<StoreFormatException>(() => attach().Dispose());
                Assert.Contains(_store.Path, error.Message, StringComparison.Ordinal);
                Assert.True(error.Reason == (length < 4096 ? StoreFormatReason.NotAStore : StoreFormatReason.Truncated), $"{length}: {error.Reason}");
                if (length > 0)
                    Assert.Contains($"{length} bytes", error.Message, StringComparison.Ordinal);
            }

            Assert.Equal(length, new FileInfo(_store.Path).Length);
        }

        File.WriteAllBytes(_store.Path, whole);
        _store.AssertUsable();
    }

    [Fact]
    public void A_store_with_maps_cut_at_every_length_is_refused()
    {
        using var store = new Inspection.MapStoreOnDisk(6);
        byte[] whole = File.ReadAllBytes(store.Path);
        int tried = 0;
        using (FileStream file = File.Open(store.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            for (int length = whole.Length - 1; length >= 0; length--, tried++)
            {
                file.SetLength(length);
                StoreFormatException error = Assert.Throws<StoreFormatException>(() => MapStore.Open(store.Path).Dispose());
                Assert.True(error.Reason == (length < 4096 ? StoreFormatReason.NotAStore : StoreFormatReason.Truncated), $"{length}: {error.Reason}");

                // A writer, a check and a repair look at the whole file: at every length near those where something begins or ends.
                if (length % 512 is not (0 or 1 or 511))
                    continue;
                Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(store.Path).Dispose());
                Assert.False(StoreFiles.Verify(store.Path).IsSound);
                Assert.Equal(length, file.Length);
            }
        }

        Counts.Add("corruptions", tried);
        File.WriteAllBytes(store.Path, whole);
        store.AssertContent();
    }

    [Fact]
    public void A_store_with_bytes_appended_works()
    {
        foreach (int more in (int[])[1, 100, 4096, 65536, 1_000_000])
        {
            using (FileStream file = File.Open(_store.Path, FileMode.Append))
                file.Write(new byte[more]);
            _store.AssertUsable();
        }
    }
}
