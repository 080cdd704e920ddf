using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="Version"/> as a string of numbers with dots.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct VersionCodec : IBsonCodec<Version>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(Version value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.String;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, Version value) => writer.WriteString(value.ToString());

    /// <inheritdoc/>
    public static Version Read(ElementView element) =>
        Version.TryParse(StringCodec.Read(element), out Version? value)
            ? value
            : throw TextError.Of(element, StringCodec.Text(element), nameof(Version));
}
