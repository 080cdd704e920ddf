using MongoDB.Bson.Serialization.Attributes;

namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>What may be one of two types.</summary>
[SharedObject]
[BsonKnownTypes(typeof(Circle), typeof(Square))]
public abstract partial record Shape;

/// <summary>One of them.</summary>
[SharedObject]
public sealed partial record Circle : Shape
{
    public double Radius { get; init; }
}

/// <summary>The other one.</summary>
[SharedObject]
public sealed partial record Square : Shape
{
    public int Side { get; init; }
}
