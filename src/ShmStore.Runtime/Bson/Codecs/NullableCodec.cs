using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>A nullable value type: null as null, a value as its own codec writes it.</summary>
/// <typeparam name="T">The value type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableCodec<T, TCodec> : IBsonCodec<T?>
    where T : struct
    where TCodec : struct, IBsonCodec<T>
{
    /// <inheritdoc/>
    public static bool IsNested => TCodec.IsNested;

    /// <inheritdoc/>
    public static ElementType TypeOf(T? value) => value is { } present ? TCodec.TypeOf(present) : ElementType.Null;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T? value)
    {
        if (value is { } present)
            TCodec.Write(ref writer, present);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out T? value)
    {
        if (type == ElementType.Null)
        {
            value = null;
            return 0;
        }
        int size = TCodec.TryReadPlain(type, rest, place, out T present);
        value = present;
        return size;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryWritePlain(T? value, Span<byte> destination, out ElementType type)
    {
        if (value is { } present)
            return TCodec.TryWritePlain(present, destination, out type);
        type = ElementType.Null;
        return 0;
    }

    /// <inheritdoc/>
    public static T? Read(ElementView element) => element.IsNull ? null : TCodec.Read(element);
}
