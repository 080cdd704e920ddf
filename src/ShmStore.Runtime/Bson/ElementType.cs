namespace ShmStore.Bson;

/// <summary>The type byte of a BSON element.</summary>
public enum ElementType : byte
{
    /// <summary>64-bit IEEE 754 binary floating point.</summary>
    Double = 0x01,

    /// <summary>UTF-8 string.</summary>
    String = 0x02,

    /// <summary>Embedded document.</summary>
    Document = 0x03,

    /// <summary>Array: a document whose names are "0", "1", ….</summary>
    Array = 0x04,

    /// <summary>Binary data with a subtype.</summary>
    Binary = 0x05,

    /// <summary>Undefined; deprecated, read as null.</summary>
    Undefined = 0x06,

    /// <summary>12-byte object id.</summary>
    ObjectId = 0x07,

    /// <summary>One byte, 0 or 1.</summary>
    Boolean = 0x08,

    /// <summary>UTC milliseconds since 1970-01-01, 64-bit.</summary>
    DateTime = 0x09,

    /// <summary>Null; no value bytes.</summary>
    Null = 0x0A,

    /// <summary>Regular expression: pattern and options.</summary>
    Regex = 0x0B,

    /// <summary>Namespace and object id; deprecated.</summary>
    DbPointer = 0x0C,

    /// <summary>JavaScript code.</summary>
    JavaScript = 0x0D,

    /// <summary>Symbol; deprecated.</summary>
    Symbol = 0x0E,

    /// <summary>JavaScript code with a scope document; deprecated.</summary>
    JavaScriptWithScope = 0x0F,

    /// <summary>32-bit signed integer.</summary>
    Int32 = 0x10,

    /// <summary>MongoDB's internal 64-bit timestamp.</summary>
    Timestamp = 0x11,

    /// <summary>64-bit signed integer.</summary>
    Int64 = 0x12,

    /// <summary>128-bit IEEE 754 decimal floating point (binary integer significand).</summary>
    Decimal128 = 0x13,

    /// <summary>Compares higher than every other value; no value bytes.</summary>
    MaxKey = 0x7F,

    /// <summary>Compares lower than every other value; no value bytes.</summary>
    MinKey = 0xFF,
}
