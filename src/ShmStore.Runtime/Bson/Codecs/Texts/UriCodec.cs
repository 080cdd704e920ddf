using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="Uri"/> as a string: its original text.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UriCodec : IBsonCodec<Uri>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(Uri value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.String;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, Uri value) => writer.WriteString(value.OriginalString);

    /// <inheritdoc/>
    public static Uri Read(ElementView element) =>
        Uri.TryCreate(StringCodec.Read(element), UriKind.RelativeOrAbsolute, out Uri? value)
            ? value
            : throw TextError.Of(element, StringCodec.Text(element), nameof(Uri));
}
