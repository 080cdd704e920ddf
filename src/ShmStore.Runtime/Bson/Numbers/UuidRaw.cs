using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>The 21 value bytes of a UUID in BSON: length 16, subtype 4, then the UUID in RFC 9562 byte order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = Width)]
public readonly struct UuidRaw
{
    /// <summary>The binary subtype of a UUID in RFC byte order.</summary>
    public const byte Subtype = 4;

    private const int Width = sizeof(int) + 1 + UuidBytes;
    private const int UuidBytes = 16;

    private readonly int _length;
    private readonly byte _subtype;
    private readonly Bytes _bytes;

    private UuidRaw(Guid value)
    {
        _length = UuidBytes;
        _subtype = Subtype;
        value.TryWriteBytes(_bytes, bigEndian: true, out _);
    }

    /// <summary>Whether length and subtype are those of a UUID.</summary>
    public bool IsUuid => _length == UuidBytes && _subtype == Subtype;

    /// <summary>The bytes of a Guid.</summary>
    public static UuidRaw FromGuid(Guid value) => new(value);

    /// <summary>The Guid of the 16 bytes.</summary>
    public Guid ToGuid() => new(_bytes, bigEndian: true);

    [InlineArray(UuidBytes)]
    private struct Bytes
    {
        private byte _first;
    }
}
