using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>A shared object as an embedded document.</summary>
/// <typeparam name="T">The object type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ObjectCodec<T> : IBsonCodec<T>
    where T : ISharedObject<T>
{
    /// <inheritdoc/>
    public static bool IsNested => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ElementType TypeOf(T value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Document;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, T value) => T.Write(ref writer, value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out T value)
    {
        if (type == ElementType.Document && place.TryTakeDocument(rest, out ReadOnlySpan<byte> bytes))
        {
            value = T.Read(place.View(bytes, T.FixedLayout.Match(bytes)));
            return bytes.Length;
        }
        value = default!;
        return -1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read(ElementView element)
    {
        if (element.Type != ElementType.Document)
            throw element.Mismatch("a document");
        return T.Read(element.AsDocument<T>());
    }
}
