using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>An array as a BSON array.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ArrayCodec<T, TCodec> : IBsonCodec<T[]>
    where TCodec : struct, IBsonCodec<T>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T[] value) => Items<T, TCodec>.TypeOf(value);

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T[] value) => Items<T, TCodec>.Write(ref writer, value);

    /// <inheritdoc/>
    public static T[] Read(ElementView element) => Items<T, TCodec>.ReadArray(element);
}
