using ShmStore.Layout;
using ShmStore.Store.Building;
using ShmStore.Store.Inspection;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Repairing;

/// <summary>What of a damaged store is to be kept: which of its blocks, and what else.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="SchemaVersion">The version of its block.</param>
internal sealed record SavedStore(StoreSchema Schema, long SchemaVersion)
{
    /// <summary>Why the schema may be another than that of the values; null when nothing speaks against it.</summary>
    public string? Doubt { get; init; }

    /// <summary>Blocks of keys, by the number of the slot.</summary>
    public Dictionary<int, ImageBlock> Slots { get; } = [];

    /// <summary>Slots whose keys have lost their value.</summary>
    public List<int> Cleared { get; } = [];

    /// <summary>Blocks of the entries of each map, by their keys.</summary>
    public Dictionary<int, Dictionary<byte[], ImageBlock>> Maps { get; } = [];

    /// <summary>Atomic words.</summary>
    public List<(int Key, ulong Value)> Atomics { get; } = [];

    /// <summary>Keys and entries that have a value.</summary>
    public long Values => Slots.Values.LongCount(static block => block.Length > 0) + Maps.Values.Sum(static map => (long)map.Count);

    /// <summary>The entries of a map.</summary>
    public Dictionary<byte[], ImageBlock> EntriesOf(int map)
    {
        if (!Maps.TryGetValue(map, out Dictionary<byte[], ImageBlock>? entries))
            Maps.Add(map, entries = new Dictionary<byte[], ImageBlock>(new BytesComparer()));
        return entries;
    }

    /// <summary>Refuses to give up what is only wrong by a schema that is doubtful.</summary>
    /// <param name="image">The damaged store.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <exception cref="StoreFormatException">It is doubtful.</exception>
    public void ThrowIfDoubtful(StoreImage image, string problem)
    {
        if (Doubt is not null)
        {
            throw new StoreFormatException(
                StoreFormatReason.Corrupt,
                $"'{image.Path}' cannot be repaired: {Doubt}, and not all values are as it says ({problem}). Nothing was changed, and the values are still in the file. Use a backup of the store, or give the right schema ({nameof(RepairOptions)}.{nameof(RepairOptions.Schema)}).");
        }
    }

    /// <summary>Writes it into a new store.</summary>
    /// <param name="image">Where the blocks are.</param>
    /// <param name="target">The new store.</param>
    /// <param name="commits">Number of the last commit of the damaged store. A version above it is one that no store gives.</param>
    public void Write(StoreImage image, StoreBuilder target, long commits)
    {
        target.SetSlot(SlotLayout.SchemaSlot, target.Add(new BlockCopy(Schema.Document.ToArray(), 0, default)), SchemaVersion);
        foreach ((int slot, ImageBlock block) in Slots)
            target.SetSlot(slot, target.Add(Copy(image, block, isEntry: false)), Math.Min(block.Version, commits));
        foreach ((int map, Dictionary<byte[], ImageBlock> entries) in Maps)
        {
            foreach (ImageBlock block in entries.Values)
                target.SetEntry(map, target.Add(Copy(image, block, isEntry: true)), Math.Min(block.Version, commits));

            // Entries may have gone or come back: also who knows all changes up to the last commit looks at the map anew.
            target.SetMap(map, commits + 1);
        }

        // Those who wait for a key see that its value has gone: by a version that it never had.
        foreach (int slot in Cleared)
            target.SetSlot(slot, target.Add(new BlockCopy([], 0, default)), commits + 1);
        foreach ((int key, ulong value) in Atomics)
            target.SetAtomic(key, value);
    }

    private static BlockCopy Copy(StoreImage image, ImageBlock block, bool isEntry)
    {
        byte[] bytes = block.ReadAll(image) ?? throw new IOException($"'{image.Path}' could not be read again: {image.Failure?.Message ?? "it was changed meanwhile"}");
        int document = BlockLayout.HeaderLength;
        if ((isEntry && !ImageBlock.TryGetKey(bytes, out _, out _, out _, out document)) || block.Length > bytes.Length - document)
            throw new IOException($"'{image.Path}' was changed while it was repaired.");
        return new BlockCopy(bytes[BlockLayout.HeaderLength..(document + (int)block.Length)], document - BlockLayout.HeaderLength, block.Meta);
    }
}
