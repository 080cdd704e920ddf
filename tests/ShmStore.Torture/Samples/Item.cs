namespace ShmStore.Torture.Samples;

/// <summary>An object that tells what it is: whose key's it is, the how manieth value of that key, and a checksum over all of it, so that one that is torn, mixed or another key's shows.</summary>
[SharedObject]
public sealed partial record Item
{
    private const int Names = 26;

    /// <summary>Of which key, see <see cref="Keys"/>.</summary>
    public int Owner { get; init; }

    /// <summary>The how manieth value.</summary>
    public long Number { get; init; }

    /// <summary>Checksum of the other members.</summary>
    public long Check { get; init; }

    /// <summary>Characters, the same all along.</summary>
    public required string Filling { get; init; }

    /// <summary>A whole item.</summary>
    public static Item Of(int owner, long number, int length)
    {
        var filling = new string((char)('a' + ((owner + number) % Names)), length);
        return new Item { Owner = owner, Number = number, Filling = filling, Check = Sum(owner, number, filling) };
    }

    /// <summary>What is wrong with an item that was read as one of a key; null when nothing is.</summary>
    public string? Fault(int owner)
    {
        if (Check != Sum(Owner, Number, Filling))
            return $"torn: owner {Owner}, number {Number}, {Filling.Length} characters, checksum {Check}";
        return Owner == owner ? null : $"another key's: owner {Owner}, number {Number}";
    }

    // FNV-1a over members and characters.
    private static long Sum(int owner, long number, string filling)
    {
        ulong hash = 0xCBF29CE484222325;
        hash = (hash ^ (uint)owner) * 0x100000001B3;
        hash = (hash ^ (ulong)number) * 0x100000001B3;
        foreach (char character in filling)
            hash = (hash ^ character) * 0x100000001B3;
        return (long)hash;
    }
}
