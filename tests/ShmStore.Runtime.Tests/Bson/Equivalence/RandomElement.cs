using System.Text;
using CsCheck;
using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Equivalence;

/// <summary>One random element: its type and name, and how its value is written.</summary>
internal sealed record RandomElement(ElementType Type, byte[] Name, Action<MarkedDocument> WriteValue)
{
    private const int MaxDepth = 4;

    private static readonly ElementType[] Fixed =
    [
        ElementType.Double, ElementType.Undefined, ElementType.ObjectId, ElementType.DateTime, ElementType.Null, ElementType.Int32,
        ElementType.Timestamp, ElementType.Int64, ElementType.Decimal128, ElementType.MinKey, ElementType.MaxKey,
    ];

    // Few, so that a name often comes twice; some are those of members that are read by name.
    private static readonly Gen<byte[]> Names = OneOf("", "a", "b", "é😀", "Name", "Quantity", "Next", "Children", "0", "$ref", "a name of more than eight bytes");

    private static readonly Gen<byte[]> Texts = OneOf("", "x", "é😀", "a\0b", "0123456789012345678901234567890123456789", "\uFFFD");

    private static readonly Gen<byte[]> Cstrings = OneOf("", "a.c", "ix", "é");

    private static readonly Gen<(ElementType, Action<MarkedDocument>)> Scalars = Gen.OneOf(
        Gen.Select(Gen.Int[0, Fixed.Length - 1], Gen.Byte.Array[16]).Select((i, bytes) =>
            (Fixed[i], (Action<MarkedDocument>)(document => document.Raw(bytes[..ElementSize.Measure((byte)Fixed[i], bytes)])))),
        Gen.Bool.Select(value => (ElementType.Boolean, (Action<MarkedDocument>)(document => document.Raw([value ? (byte)1 : (byte)0])))),
        Gen.Select(Gen.Int[0, 2], Texts).Select((i, text) =>
            (new[] { ElementType.String, ElementType.JavaScript, ElementType.Symbol }[i], (Action<MarkedDocument>)(document => document.String(text)))),
        Gen.Select(Cstrings, Cstrings).Select((pattern, options) => (ElementType.Regex, (Action<MarkedDocument>)(document =>
        {
            document.CString(pattern);
            document.CString(options);
        }))),
        Gen.Select(Gen.Byte, Gen.Byte.Array[0, 20]).Select((subtype, data) =>
            (ElementType.Binary, (Action<MarkedDocument>)(document => document.Binary(subtype, subtype is 3 or 4 ? new byte[16] : data)))),
        Gen.Select(Gen.Int[0, 4], Gen.Byte.Array[16]).Select((subtype, data) =>
            (ElementType.Binary, (Action<MarkedDocument>)(document => document.Binary((byte)subtype, data)))));

    private static readonly Gen<(ElementType, Action<MarkedDocument>)> DbPointers = Gen.Select(Texts, Gen.Byte.Array[12]).Select((text, id) =>
        (ElementType.DbPointer, (Action<MarkedDocument>)(document =>
        {
            document.String(text);
            document.Raw(id);
        })));

    /// <summary>Up to ten elements, nested up to four levels deep.</summary>
    public static Gen<RandomElement[]> Several { get; } = Gen.Recursive<RandomElement[]>((depth, inner) =>
        Gen.Select(Names, depth >= MaxDepth ? Scalars : Gen.Frequency((12, Scalars), (6, Nested(inner)), (1, DbPointers)))
            .Select((name, value) => new RandomElement(value.Item1, name, value.Item2)).Array[0, depth == 0 ? 10 : 4]);

    private static Gen<(ElementType, Action<MarkedDocument>)> Nested(Gen<RandomElement[]> inner) => Gen.Select(Gen.Int[0, 4], Texts, inner).Select((kind, code, elements) => kind switch
    {
        0 => (ElementType.JavaScriptWithScope, (Action<MarkedDocument>)(document => document.Sized(() =>
        {
            document.String(code);
            document.Document(elements);
        }))),
        1 or 2 => (ElementType.Array, document => document.Document(elements)),
        _ => (ElementType.Document, document => document.Document(elements)),
    });

    private static Gen<byte[]> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => Encoding.UTF8.GetBytes(texts[i]));
}
