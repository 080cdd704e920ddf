using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>An enum over <see cref="int"/> or a narrower type as a 32-bit integer. Numbers without a name are kept.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct EnumInt32Codec<TEnum> : IFixedCodec<TEnum, int>, IBsonView<TEnum>
    where TEnum : unmanaged, Enum
{
    /// <inheritdoc/>
    public static ElementType TypeOf(TEnum value) => ElementType.Int32;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, TEnum value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static TEnum Read(ElementView element) => EnumNumber<TEnum>.Read(element);

    /// <inheritdoc/>
    public static TEnum View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static int ToRaw(TEnum value) => (int)EnumNumber<TEnum>.ToInt64(value);

    /// <inheritdoc/>
    public static TEnum FromRaw(int raw) => EnumNumber<TEnum>.FromInt64(raw);

    /// <inheritdoc/>
    public static bool IsReadable(int raw) => EnumNumber<TEnum>.TryFromInt64(raw, out _);
}
