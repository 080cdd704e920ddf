using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>An enum as its name; read from its number too.</summary>
/// <typeparam name="TEnum">An enum over any integer type but <see cref="ulong"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct EnumTextCodec<TEnum> : IBsonCodec<TEnum>, IBsonView<TEnum>
    where TEnum : unmanaged, Enum
{
    /// <inheritdoc/>
    public static ElementType TypeOf(TEnum value) => ElementType.String;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, TEnum value) => TextCodec<TEnum, EnumFormat<TEnum>>.Write(ref writer, value);

    /// <inheritdoc/>
    public static TEnum Read(ElementView element) =>
        element.Type == ElementType.String ? TextCodec<TEnum, EnumFormat<TEnum>>.Read(element) : EnumNumber<TEnum>.Read(element);

    /// <inheritdoc/>
    public static TEnum View(ElementView element) => Read(element);
}
