using ShmStore;

namespace Consumer;

/// <summary>A store.</summary>
[SharedStore]
public partial class Market
{
    /// <summary>An account.</summary>
    public partial SharedEntry<Account> Primary { get; }

    /// <summary>A counter.</summary>
    public partial SharedAtomic<long> Ticks { get; }

    /// <summary>Positions by their symbols.</summary>
    public partial SharedMap<string, Position> Holdings { get; }
}

/// <summary>A side.</summary>
public enum Side
{
    /// <summary>Buy.</summary>
    Buy,

    /// <summary>Sell.</summary>
    Sell,
}

/// <summary>An account.</summary>
[SharedObject]
public sealed partial record Account(string Name)
{
    /// <summary>A number.</summary>
    public long Delta { get; init; }

    /// <summary>An amount.</summary>
    public decimal Balance { get; init; }

    /// <summary>A time.</summary>
    public DateTime Opened { get; init; }

    /// <summary>A side.</summary>
    public Side Side { get; init; }

    /// <summary>Nested objects.</summary>
    public required IReadOnlyList<Position> Positions { get; init; }
}

/// <summary>A position.</summary>
[SharedObject]
public readonly partial record struct Position
{
    /// <summary>A name.</summary>
    public required string Symbol { get; init; }

    /// <summary>A quantity.</summary>
    public int? Quantity { get; init; }
}
