namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>The verifier in Python finds what is wrong, wherever that is.</summary>
public sealed class RegionDamageTests : IDisposable
{
    private static readonly Dictionary<string, Func<RegionBytes, long>> Where = new()
    {
        ["a lane's tag"] = static bytes => bytes.FirstLane(ShopKey.ByText) + 6,
        ["the bit that says that a lane names a block"] = static bytes => bytes.FirstLane(ShopKey.ByText) + 7,
        ["a lane's offset"] = static bytes => bytes.FirstLane(ShopKey.ByText),
        ["an empty lane"] = static bytes => bytes.FirstEmptyLane(ShopKey.ByText),
        ["the size class of a block"] = static bytes => bytes.BlockOf(ShopKey.Left) + 15,
        ["the version of a root"] = static bytes => bytes.BlockOf(ShopKey.ByText) + 6,
        ["the depth of a directory"] = static bytes => bytes.BlockOf(ShopKey.ByText) + 16,
        ["the offset of a segment"] = static bytes => bytes.FirstDirectoryWord(ShopKey.ByText) + 1,
        ["the rest of a segment's first line"] = static bytes => bytes.FirstSegment(ShopKey.ByText) + 40,
        ["the number of entries"] = static bytes => bytes.BlockOf(ShopKey.ByText) + 65,
        ["the key of an entry"] = static bytes => bytes.FirstEntry(ShopKey.ByText) + 20,
        ["a byte of a document"] = static bytes => bytes.BlockOf(ShopKey.Left) + 40,
        ["a record of a ring"] = static bytes => bytes.RingOf(ShopKey.ByText) + 128 + 8,
        ["the end of the heap"] = static _ => 258,
        ["the rest of the header"] = static _ => 1000 + 700,
        ["what is behind a slot"] = static _ => 4096 + 9,
        ["what is between slots and atomics"] = static _ => 4096 + (64 * 128),
        ["the fingerprint"] = static _ => 32,
    };

    private readonly ShopFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_flipped_bit_is_found()
    {
        string sound = _folder.File("sound");
        using (var shop = Shop.CreateWriter(sound, new StoreOptions { Checksums = true }))
            ShopContents.Fill(shop, 20);
        foreach ((string what, Func<RegionBytes, long> where) in Where)
        {
            File.Copy(sound, _folder.File(what));
            var bytes = new RegionBytes(_folder.File(what));
            bytes.Flip(where(bytes), 7);
        }

        Dictionary<string, RegionFindings> found = await PythonReader.VerifyAsync([sound, .. Where.Keys.Select(_folder.File)]);
        Assert.Empty(found[sound].Damage.Concat(found[sound].Leftovers));
        Assert.DoesNotContain(Where.Keys, what => found[_folder.File(what)] is { Damage: [], Leftovers: [] });
    }
}
