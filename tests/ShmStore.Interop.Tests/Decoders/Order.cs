using MongoDB.Bson;

namespace ShmStore.Interop.Tests.Decoders;

/// <summary>A generated type with a member of most kinds, in declared order fixed and variable widths mixed.</summary>
[SharedObject]
internal sealed partial record Order
{
    public string Name { get; init; } = "";

    public bool Active { get; init; }

    public int Count { get; init; }

    public long Delta { get; init; }

    public string? Note { get; init; }

    public double Ratio { get; init; }

    public decimal Balance { get; init; }

    public DateTime Opened { get; init; }

    public Guid Token { get; init; }

    public Side Side { get; init; }

    public ObjectId Id { get; init; }

    public int? Limit { get; init; }

    public byte[] Blob { get; init; } = [];

    public Leg? Main { get; init; }

    public List<Leg> Legs { get; init; } = [];

    public string[] Tags { get; init; } = [];

    public long[][] Matrix { get; init; } = [];
}
