using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary>The 12 value bytes of an object id in BSON.</summary>
/// <remarks>
/// MongoDB.Bson has no way to make an <see cref="ObjectId"/> without an array. Its struct is three big-endian words; where
/// that is so, which is tried once, this one converts them in place, else by way of an array.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential)]
public readonly struct ObjectIdRaw
{
    private static readonly bool IsThreeWords = TryLayout();

    private readonly uint _first;
    private readonly uint _second;
    private readonly uint _third;

    private ObjectIdRaw(uint first, uint second, uint third)
    {
        _first = first;
        _second = second;
        _third = third;
    }

    /// <summary>The bytes of an object id.</summary>
    public static ObjectIdRaw FromObjectId(ObjectId value) => IsThreeWords
        ? Unsafe.As<ObjectId, ObjectIdRaw>(ref value).Reversed()
        : MemoryMarshal.Read<ObjectIdRaw>(value.ToByteArray());

    /// <summary>The object id of the bytes.</summary>
    public ObjectId ToObjectId()
    {
        if (!IsThreeWords)
            return new ObjectId(MemoryMarshal.AsBytes(new ReadOnlySpan<ObjectIdRaw>(in this)).ToArray());
        ObjectIdRaw words = Reversed();
        return Unsafe.As<ObjectIdRaw, ObjectId>(ref words);
    }

    private ObjectIdRaw Reversed() => new(
        BinaryPrimitives.ReverseEndianness(_first), BinaryPrimitives.ReverseEndianness(_second), BinaryPrimitives.ReverseEndianness(_third));

    private static bool TryLayout()
    {
        if (Unsafe.SizeOf<ObjectId>() != Unsafe.SizeOf<ObjectIdRaw>())
            return false;
        var sample = new ObjectId([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        ObjectIdRaw raw = Unsafe.As<ObjectId, ObjectIdRaw>(ref sample).Reversed();
        return MemoryMarshal.AsBytes(new ReadOnlySpan<ObjectIdRaw>(in raw)).SequenceEqual(sample.ToByteArray());
    }
}
