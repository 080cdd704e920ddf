using System.Buffers.Binary;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>The two parts of a JavaScript-with-scope value, in place.</summary>
internal readonly ref struct ScopedCode
{
    private ScopedCode(ReadOnlySpan<byte> code, DocumentView scope)
    {
        Code = code;
        Scope = scope;
    }

    /// <summary>The code's UTF-8 bytes without the closing zero.</summary>
    public ReadOnlySpan<byte> Code { get; }

    /// <summary>The document that gives the code its variables.</summary>
    public DocumentView Scope { get; }

    /// <summary>Takes an element of this type apart.</summary>
    /// <exception cref="BsonFormatException">The lengths contradict each other, or it is nested too deeply.</exception>
    public static ScopedCode Of(ElementView element)
    {
        const int CodeStart = sizeof(int) + sizeof(int);
        ReadOnlySpan<byte> value = element.Value;
        int length = BinaryPrimitives.ReadInt32LittleEndian(value[sizeof(int)..]);
        if (length < 1 || length > value.Length - CodeStart - ElementSize.EmptyDocument)
            throw element.Error(BsonFormatReason.BadString, $"the code's length {length} contradicts the {value.Length} bytes of the value");
        int depth = element.Depth + 1;
        if (depth >= BsonLimits.DefaultDepth)
            throw element.Error(BsonFormatReason.LimitExceeded, $"nested more than {BsonLimits.DefaultDepth} levels deep");
        int scope = CodeStart + length;
        int origin = element.Origin + element.Length - value.Length + scope;
        return new ScopedCode(value[CodeStart..(scope - 1)], new DocumentView(value[scope..], fixedPrefix: 0, origin, depth));
    }
}
