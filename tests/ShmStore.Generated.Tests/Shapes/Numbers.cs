using MongoDB.Bson;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Every number.</summary>
[SharedObject]
public sealed partial class Numbers
{
    /// <summary>Byte.</summary>
    public byte Byte { get; set; }

    /// <summary>SByte.</summary>
    public sbyte SByte { get; set; }

    /// <summary>Short.</summary>
    public short Short { get; set; }

    /// <summary>UShort.</summary>
    public ushort UShort { get; set; }

    /// <summary>UInt.</summary>
    public uint UInt { get; set; }

    /// <summary>ULong.</summary>
    public ulong ULong { get; set; }

    /// <summary>Float.</summary>
    public float Float { get; set; }

    /// <summary>Half.</summary>
    public Half Half { get; set; }

    /// <summary>Char.</summary>
    public char Char { get; set; }

    /// <summary>Decimal128.</summary>
    public Decimal128 Decimal128 { get; set; }

    /// <summary>MaybeByte.</summary>
    public byte? MaybeByte { get; set; }

    /// <summary>MaybeFloat.</summary>
    public float? MaybeFloat { get; set; }

    /// <summary>MaybeChar.</summary>
    public char? MaybeChar { get; set; }

    /// <summary>MaybeULong.</summary>
    public ulong? MaybeULong { get; set; }

    /// <summary>MaybeDecimal128.</summary>
    public Decimal128? MaybeDecimal128 { get; set; }

    /// <summary>Shorts.</summary>
    public List<short> Shorts { get; set; } = [];

    /// <summary>Floats.</summary>
    public float?[] Floats { get; set; } = [];
}
