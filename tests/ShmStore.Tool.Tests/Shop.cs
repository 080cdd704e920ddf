namespace ShmStore.Tool.Tests;

/// <summary>A store with a key of each kind.</summary>
[SharedStore]
internal sealed partial class Shop
{
    public partial SharedEntry<Item> Best { get; }

    public partial SharedMap<string, Item> Items { get; }

    public partial SharedAtomic<long> Sold { get; }

    public partial SharedDocument Settings { get; }

    public partial SharedDocumentMap<int> Notes { get; }
}

/// <summary>What it sells.</summary>
[SharedObject]
internal sealed partial record Item(string Name, long Cents);
