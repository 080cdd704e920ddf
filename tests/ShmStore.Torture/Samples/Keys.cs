namespace ShmStore.Torture.Samples;

/// <summary>The keys that are counted up, by number: entries, the keys of <see cref="TortureStore.Counted"/>, and the four that change together.</summary>
internal static class Keys
{
    /// <summary>Entries, from number 0.</summary>
    public const int Entries = 4;

    /// <summary>Keys of the map, from number <see cref="Entries"/>.</summary>
    public const int Mapped = 24;

    /// <summary>Number of those that change together.</summary>
    public const int Group = Entries + Mapped;

    /// <summary>Keys in all.</summary>
    public const int Count = Group + 1;

    /// <summary>Owner of an entry that comes and goes is this plus its key.</summary>
    public const int FirstChurn = 1000;

    /// <summary>Keys that come and go.</summary>
    public const int Churned = 6000;

    /// <summary>Owner of an entry of the map with bounds is this plus its key.</summary>
    public const int FirstCached = 100_000;

    /// <summary>Keys of the map with bounds.</summary>
    public const int CachedKeys = 1000;

    /// <summary>How many of them it may have.</summary>
    public const int MaximumCached = 150;

    /// <summary>Owners of those that change together: two entries, two keys of the map.</summary>
    public static readonly int[] GroupOwners = [Group, Group + 1, Group + 2, Group + 3];

    /// <summary>Sets all counted keys to 0.</summary>
    public static void Create(TortureStore.Writer writer)
    {
        using StoreCommit commit = writer.BeginCommit();
        for (int key = 0; key < Entries; key++)
            EntryOf(writer, key).Set(Item.Of(key, 0, 10));
        for (int key = Entries; key < Group; key++)
            writer.Counted.Set(key, Item.Of(key, 0, 10));
        writer.Left.Set(Item.Of(GroupOwners[0], 0, 10));
        writer.Right.Set(Item.Of(GroupOwners[1], 0, 10));
        writer.Counted.Set(GroupOwners[2], Item.Of(GroupOwners[2], 0, 10));
        writer.Counted.Set(GroupOwners[3], Item.Of(GroupOwners[3], 0, 10));
        commit.Complete();
    }

    /// <summary>The entry of a number.</summary>
    public static SharedEntryWriter<Item> EntryOf(TortureStore.Writer writer, int key) => key switch
    {
        0 => writer.A,
        1 => writer.B,
        2 => writer.C,
        _ => writer.D,
    };

    /// <inheritdoc cref="EntryOf(TortureStore.Writer, int)"/>
    public static SharedEntry<Item> EntryOf(TortureStore store, int key) => key switch
    {
        0 => store.A,
        1 => store.B,
        2 => store.C,
        _ => store.D,
    };
}
