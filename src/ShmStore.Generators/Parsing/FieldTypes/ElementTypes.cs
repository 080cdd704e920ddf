namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>The BSON element types of fixed width.</summary>
internal static class ElementTypes
{
    /// <summary>BSON type 0x01.</summary>
    public const byte Double = 0x01;

    /// <summary>BSON type 0x05.</summary>
    public const byte Binary = 0x05;

    /// <summary>BSON type 0x07.</summary>
    public const byte ObjectId = 0x07;

    /// <summary>BSON type 0x08.</summary>
    public const byte Boolean = 0x08;

    /// <summary>BSON type 0x09.</summary>
    public const byte DateTime = 0x09;

    /// <summary>BSON type 0x10.</summary>
    public const byte Int32 = 0x10;

    /// <summary>BSON type 0x12.</summary>
    public const byte Int64 = 0x12;

    /// <summary>BSON type 0x13.</summary>
    public const byte Decimal128 = 0x13;
}
