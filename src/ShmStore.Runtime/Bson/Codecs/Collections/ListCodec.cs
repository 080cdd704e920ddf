using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>A list as a BSON array.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ListCodec<T, TCodec> : IBsonCodec<List<T>>
    where TCodec : struct, IBsonCodec<T>
{
    /// <inheritdoc/>
    public static bool IsNested => true;

    /// <inheritdoc/>
    public static ElementType TypeOf(List<T> value) => Items<T, TCodec>.TypeOf(value);

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, List<T> value) =>
        Items<T, TCodec>.Write(ref writer, CollectionsMarshal.AsSpan(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out List<T> value) =>
        Items<T, TCodec>.TryReadList(type, rest, place, out value);

    /// <inheritdoc/>
    public static List<T> Read(ElementView element) => Items<T, TCodec>.ReadList(element.AsArray());
}
