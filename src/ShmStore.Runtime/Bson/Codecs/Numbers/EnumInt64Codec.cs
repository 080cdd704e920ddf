using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>An enum over <see cref="uint"/> or <see cref="long"/> as a 64-bit integer. Numbers without a name are kept.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct EnumInt64Codec<TEnum> : IFixedCodec<TEnum, long>, IBsonView<TEnum>
    where TEnum : unmanaged, Enum
{
    /// <inheritdoc/>
    public static ElementType TypeOf(TEnum value) => ElementType.Int64;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, TEnum value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static TEnum Read(ElementView element) => EnumNumber<TEnum>.Read(element);

    /// <inheritdoc/>
    public static TEnum View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static long ToRaw(TEnum value) => EnumNumber<TEnum>.ToInt64(value);

    /// <inheritdoc/>
    public static TEnum FromRaw(long raw) => EnumNumber<TEnum>.FromInt64(raw);

    /// <inheritdoc/>
    public static bool IsReadable(long raw) => EnumNumber<TEnum>.TryFromInt64(raw, out _);
}
