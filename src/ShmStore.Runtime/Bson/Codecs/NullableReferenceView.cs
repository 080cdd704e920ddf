using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Views an element by materialising it: for reference types that have no form in place.</summary>
/// <typeparam name="T">The reference type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableReferenceView<T, TCodec> : IBsonView<T?>
    where T : class
    where TCodec : struct, IBsonCodec<T>
{
    /// <inheritdoc/>
    public static T? View(ElementView element) => NullableReferenceCodec<T, TCodec>.Read(element);
}
