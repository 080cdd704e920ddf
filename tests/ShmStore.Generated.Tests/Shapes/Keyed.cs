using MongoDB.Bson;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A store with maps of every kind of key.</summary>
[SharedStore]
public partial class Keyed
{
    /// <summary>An enum of the widest unsigned type.</summary>
    public enum Venue : ulong
    {
        /// <summary>The least.</summary>
        None,

        /// <summary>The most.</summary>
        Last = ulong.MaxValue,
    }

    /// <summary>An enum of the narrowest signed type.</summary>
    public enum Side : sbyte
    {
        /// <summary>Less than nothing.</summary>
        Sell = -128,

        /// <summary>More than nothing.</summary>
        Buy = 127,
    }

    /// <summary>By text.</summary>
    public partial SharedMap<string, Quote> Texts { get; }

    /// <summary>By number.</summary>
    public partial SharedMap<int, Quote> Ints { get; }

    /// <summary>By wide number.</summary>
    public partial SharedMap<long, Quote> Longs { get; }

    /// <summary>By Guid.</summary>
    public partial SharedMap<Guid, Quote> Guids { get; }

    /// <summary>By ObjectId.</summary>
    public partial SharedMap<ObjectId, Quote> ObjectIds { get; }

    /// <summary>By bytes.</summary>
    public partial SharedMap<byte[], Quote> Blobs { get; }

    /// <summary>By an enum.</summary>
    public partial SharedMap<Venue, Quote> Venues { get; }

    /// <summary>By another enum.</summary>
    public partial SharedMap<Side, Quote> Sides { get; }

    /// <summary>Of an object that is nested in a generic type.</summary>
    internal partial SharedMap<int, Outer<MemoryStream>.Inner> Inners { get; }

    /// <summary>Of structs.</summary>
    public partial SharedMap<string, ReadonlyStruct> Structs { get; }

    /// <summary>Of documents without a schema.</summary>
    [SharedKey("free documents")]
    public partial SharedDocumentMap<string> Documents { get; }
}
