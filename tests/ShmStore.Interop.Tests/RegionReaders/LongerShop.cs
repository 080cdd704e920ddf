using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary><see cref="Shop"/> as a later version of the program has it: with members and keys behind those.</summary>
[SharedStore]
public sealed partial class LongerShop
{
    public partial SharedEntry<LongerAccount> Left { get; }

    public partial SharedEntry<LongerAccount> Right { get; }

    public partial SharedAtomic<long> Ticks { get; }

    public partial SharedMap<string, LongerAccount> ByText { get; }

    public partial SharedMap<int, LongerAccount> ByNumber { get; }

    public partial SharedMap<long, LongerAccount> ByLong { get; }

    public partial SharedMap<Guid, LongerAccount> ByToken { get; }

    public partial SharedMap<ObjectId, LongerAccount> ById { get; }

    public partial SharedMap<Colour, LongerAccount> ByColour { get; }

    public partial SharedMap<byte[], LongerAccount> ByBytes { get; }

    public partial SharedDocumentMap<Guid> Notes { get; }

    public partial SharedDocument Settings { get; }

    public partial SharedAtomic<bool> IsOpen { get; }

    public partial SharedAtomic<double> Rate { get; }

    public partial SharedAtomic<int> Small { get; }

    public partial SharedEntry<LongerAccount> Late { get; }

    public partial SharedMap<int, LongerAccount> LateByNumber { get; }

    public partial SharedAtomic<double> LateRate { get; }
}

/// <summary><see cref="Account"/> with two members more.</summary>
[SharedObject]
public sealed partial record LongerAccount
{
    public required string Name { get; init; }

    public long Delta { get; init; }

    public int Rank { get; init; }

    public double Ratio { get; init; }

    public Guid Token { get; init; }

    public DateTime Opened { get; init; }

    public List<string> Tags { get; init; } = [];

    public string? Note { get; init; }

    public LongerShape? Shape { get; init; }

    public int Extra { get; init; }

    public string? Remark { get; init; }
}

/// <summary><see cref="RegionReaders.Shape"/> of that version.</summary>
[SharedObject]
[BsonKnownTypes(typeof(Circle), typeof(Square))]
public abstract partial record LongerShape
{
    /// <summary>One of them.</summary>
    [SharedObject]
    public sealed partial record Circle : LongerShape
    {
        public double Radius { get; init; }
    }

    /// <summary>The other one.</summary>
    [SharedObject]
    public sealed partial record Square : LongerShape
    {
        public int Side { get; init; }
    }
}
