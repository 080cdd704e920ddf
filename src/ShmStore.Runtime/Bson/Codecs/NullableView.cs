using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Views an element as a nullable value.</summary>
/// <typeparam name="T">The value type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableView<T, TCodec> : IBsonView<T?>
    where T : struct
    where TCodec : struct, IBsonCodec<T>
{
    /// <inheritdoc/>
    public static T? View(ElementView element) => NullableCodec<T, TCodec>.Read(element);
}
