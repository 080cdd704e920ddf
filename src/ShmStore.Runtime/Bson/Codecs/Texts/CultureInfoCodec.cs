using System.ComponentModel;
using System.Globalization;

namespace ShmStore.Bson;

/// <summary>
/// <see cref="CultureInfo"/> as MongoDB.Bson writes it: its name, or a document of name and <c>UseUserOverride</c> when that is false.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CultureInfoCodec : IBsonCodec<CultureInfo>
{
    private static ReadOnlySpan<byte> NameField => "Name"u8;

    private static ReadOnlySpan<byte> OverrideField => "UseUserOverride"u8;

    /// <inheritdoc/>
    public static ElementType TypeOf(CultureInfo value)
    {
        if (value is null)
            NullMember.Throw();
        return value.UseUserOverride ? ElementType.String : ElementType.Document;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, CultureInfo value)
    {
        if (value.UseUserOverride)
        {
            writer.WriteString(value.Name);
            return;
        }
        int start = writer.BeginDocument([0, 0, 0, 0]);
        writer.Element<string, StringCodec>(NameField, value.Name);
        writer.Element<bool, BooleanCodec>(OverrideField, false);
        writer.EndDocument(start);
    }

    /// <inheritdoc/>
    public static CultureInfo Read(ElementView element)
    {
        if (element.Type == ElementType.String)
            return Of(element, StringCodec.Read(element), useUserOverride: true);
        if (element.Type != ElementType.Document)
            throw element.Mismatch("a culture");
        DocumentView document = element.AsDocument();
        return Of(element, document.Get<string, StringCodec>(NameField, required: true), document.Get<bool, BooleanCodec>(OverrideField, required: true));
    }

    private static CultureInfo Of(ElementView element, string name, bool useUserOverride)
    {
        // .NET may take a name to end at a zero character, and the culture would be written with another one.
        if (name.Contains('\0', StringComparison.Ordinal))
            throw element.Error(BsonFormatReason.ValueOutOfRange, "the name of the culture has a zero character");
        try
        {
            return new CultureInfo(name, useUserOverride);
        }
        catch (CultureNotFoundException)
        {
            throw element.Error(BsonFormatReason.ValueOutOfRange, $"this machine has no culture '{name}'");
        }
    }
}
