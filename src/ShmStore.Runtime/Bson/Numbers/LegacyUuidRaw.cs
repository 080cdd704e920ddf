using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>The 21 value bytes of a legacy UUID in BSON: length 16, subtype 3, then the UUID in an order that the bytes do not tell.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = Width)]
public readonly struct LegacyUuidRaw
{
    /// <summary>The binary subtype of a UUID in some driver's order.</summary>
    public const byte Subtype = 3;

    private const int Width = sizeof(int) + 1 + UuidBytes;
    private const int UuidBytes = 16;

    private readonly int _length;
    private readonly byte _subtype;
    private readonly Bytes _bytes;

    private LegacyUuidRaw(Bytes bytes)
    {
        _length = UuidBytes;
        _subtype = Subtype;
        _bytes = bytes;
    }

    /// <summary>Whether length and subtype are those of a legacy UUID.</summary>
    public bool IsUuid => _length == UuidBytes && _subtype == Subtype;

    /// <summary>The bytes of a Guid.</summary>
    public static LegacyUuidRaw FromGuid<TOrder>(Guid value)
        where TOrder : struct, IGuidOrder
    {
        Bytes bytes = default;
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        TOrder.Convert(bytes);
        return new LegacyUuidRaw(bytes);
    }

    /// <summary>The Guid of the 16 bytes.</summary>
    public Guid ToGuid<TOrder>()
        where TOrder : struct, IGuidOrder
    {
        Bytes bytes = _bytes;
        TOrder.Convert(bytes);
        return new Guid(bytes, bigEndian: true);
    }

    [InlineArray(UuidBytes)]
    private struct Bytes
    {
        private byte _first;
    }
}
