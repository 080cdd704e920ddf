using ShmStore.Bson;
using ShmStore.Documents;

namespace ShmStore.Tests.Bson.Equivalence;

/// <summary>Reads everything in a document in every way there is.</summary>
internal static class EveryRead
{
    private static readonly BsonFormatReason[] ReasonsOfValues =
        [BsonFormatReason.TypeMismatch, BsonFormatReason.ValueOutOfRange, BsonFormatReason.MissingField];

    /// <summary>Reads a document that may be damaged: whatever comes out, it is a value or a <see cref="BsonFormatException"/>.</summary>
    public static void Damaged(ReadOnlySpan<byte> document)
    {
        try
        {
            Walk(new DocumentView(document), isValid: false);
        }
        catch (BsonFormatException)
        {
            // The one exception that damaged bytes may cause.
        }
    }

    /// <summary>Reads a valid document: a kind of member may refuse the type or the value of an element, never its form.</summary>
    /// <exception cref="InvalidOperationException">Something was refused for another reason, or by the kind of member that it is for.</exception>
    public static void Valid(ReadOnlySpan<byte> document) => Walk(new DocumentView(document), isValid: true);

    private static void Walk(DocumentView document, bool isValid)
    {
        int count = 0;
        foreach (ElementView element in document)
        {
            // All kinds take turns with the elements, beginning anywhere: an error costs a thousand times what a value does.
            Read(document, element, EveryKind.All[(element.Origin + document.Bytes.Length + count++) % EveryKind.All.Count], isValid);
            foreach (EveryKind kind in EveryKind.All)
            {
                if (kind.Own.Contains(element.Type))
                    Read(document, element, kind, isValid);
            }
            if (element.Type is ElementType.Document or ElementType.Array)
                Walk(element.AsDocument(), isValid);
            else if (element.Type == ElementType.JavaScriptWithScope)
                Walk(ScopedCode.Of(element).Scope, isValid);
        }
    }

    private static void Read(DocumentView document, ElementView element, EveryKind kind, bool isValid)
    {
        try
        {
            kind.Read(document, element.Name);
        }
        catch (BsonFormatException e)
        {
            // The first of several elements with one name is the one that is read.
            bool isFirst = document.TryFind(element.Name, out ElementView first) && first.Origin == element.Origin;
            if (isValid && (!ReasonsOfValues.Contains(e.Reason) || (isFirst && kind.Own.Contains(element.Type))))
                throw new InvalidOperationException($"A valid document is refused: {e.Message}", e);
        }
    }
}
