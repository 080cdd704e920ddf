namespace ShmStore.Store.Maps;

/// <summary>How the keys of a map are stored.</summary>
internal enum KeyForm
{
    /// <summary>UTF-8, without a terminator.</summary>
    Text,

    /// <summary>The bytes themselves.</summary>
    Binary,

    /// <summary>4 bytes, little-endian.</summary>
    Int32,

    /// <summary>8 bytes, little-endian; enums too, whatever their underlying type.</summary>
    Int64,

    /// <summary>16 bytes in the order of RFC 9562.</summary>
    Uuid,

    /// <summary>12 bytes.</summary>
    ObjectId,
}
