using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="Uri"/> as a string: its original text, or that of the absolute address where the original one alone would be read as a relative one, as a path of Unix.</summary>
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
    public static void Write(ref DocumentWriter writer, Uri value)
    {
        bool comesBack = Uri.TryCreate(value.OriginalString, UriKind.RelativeOrAbsolute, out Uri? again) && again.IsAbsoluteUri == value.IsAbsoluteUri;
        if (!comesBack && !value.IsAbsoluteUri)
            throw new ArgumentException($"the relative address '{value.OriginalString}' would be read as an absolute one");
        writer.WriteString(comesBack ? value.OriginalString : value.AbsoluteUri);
    }

    /// <inheritdoc/>
    public static Uri Read(ElementView element) =>
        Uri.TryCreate(StringCodec.Read(element), UriKind.RelativeOrAbsolute, out Uri? value)
            ? value
            : throw TextError.Of(element, StringCodec.Text(element), nameof(Uri));
}
