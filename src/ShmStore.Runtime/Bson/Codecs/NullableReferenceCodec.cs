using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>A nullable reference: null as null, a value as its own codec writes it.</summary>
/// <typeparam name="T">The reference type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableReferenceCodec<T, TCodec> : IBsonCodec<T?>
    where T : class
    where TCodec : struct, IBsonCodec<T>
{
    /// <inheritdoc/>
    public static bool IsNested => TCodec.IsNested;

    /// <inheritdoc/>
    public static ElementType TypeOf(T? value) => value is null ? ElementType.Null : TCodec.TypeOf(value);

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T? value)
    {
        if (value is not null)
            TCodec.Write(ref writer, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out T? value)
    {
        if (type != ElementType.Null)
            return TCodec.TryReadPlain(type, rest, place, out value!);
        value = null;
        return 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryWritePlain(T? value, Span<byte> destination, out ElementType type)
    {
        if (value is not null)
            return TCodec.TryWritePlain(value, destination, out type);
        type = ElementType.Null;
        return 0;
    }

    /// <inheritdoc/>
    public static T? Read(ElementView element) => element.IsNull ? null : TCodec.Read(element);
}
