namespace ShmStore.Torture.Samples;

/// <summary>The store that is tortured.</summary>
[SharedStore]
public partial class TortureStore
{
    /// <summary>An entry that is counted up.</summary>
    public partial SharedEntry<Item> A { get; }

    /// <summary>Another one.</summary>
    public partial SharedEntry<Item> B { get; }

    /// <summary>Another one.</summary>
    public partial SharedEntry<Item> C { get; }

    /// <summary>Another one.</summary>
    public partial SharedEntry<Item> D { get; }

    /// <summary>An entry that changes with <see cref="Right"/> and two of <see cref="Counted"/> alone, in one commit.</summary>
    public partial SharedEntry<Item> Left { get; }

    /// <summary>See <see cref="Left"/>.</summary>
    public partial SharedEntry<Item> Right { get; }

    /// <summary>Entries that are counted up.</summary>
    public partial SharedMap<int, Item> Counted { get; }

    /// <summary>Entries that come and go, so that the index grows.</summary>
    public partial SharedMap<int, Item> Churn { get; }

    /// <summary>Entries that make way for each other, as the map has bounds.</summary>
    public partial SharedMap<int, Item> Cached { get; }
}
