using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>An array as a BSON array.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ArrayCodec<T, TCodec> : IBsonCodec<T[]>
    where TCodec : struct, IBsonCodec<T>
{
    /// <inheritdoc/>
    public static bool IsNested => true;

    /// <inheritdoc/>
    public static ElementType TypeOf(T[] value) => Items<T, TCodec>.TypeOf(value);

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T[] value) => Items<T, TCodec>.Write(ref writer, value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out T[] value)
    {
        if (type == ElementType.Array && place.TryTakeDocument(rest, out ReadOnlySpan<byte> bytes))
        {
            value = Items<T, TCodec>.ReadArray(place.View(bytes, fixedPrefix: 0));
            return bytes.Length;
        }
        value = null!;
        return -1;
    }

    /// <inheritdoc/>
    public static T[] Read(ElementView element) => Items<T, TCodec>.ReadArray(element.AsArray());
}
