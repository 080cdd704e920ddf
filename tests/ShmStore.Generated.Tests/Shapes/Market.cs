namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A store with every kind of key.</summary>
[SharedStore]
public partial class Market
{
    /// <summary>An entry.</summary>
    public partial SharedEntry<AllFields> Primary { get; }

    /// <summary>An atomic.</summary>
    public partial SharedAtomic<long> Ticks { get; }

    /// <summary>An entry of a struct.</summary>
    [SharedKey("pair \u0012 é")]
    public partial SharedEntry<Pair> Pair { get; }

    /// <summary>Collections, with nested objects.</summary>
    public partial SharedEntry<Collections> Lists { get; }

    /// <summary>Of an internal type.</summary>
    internal partial SharedEntry<Empty> Nothing { get; }

    /// <summary>Nested in a generic type.</summary>
    public partial SharedEntry<Outer<MemoryStream>.Inner> Inner { get; }

    /// <summary>A user's own property.</summary>
    public SharedEntry<AllFields> Alias => Primary;
}
