using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>What a view knows of its element besides the bytes, in one word, for the reason <see cref="DocumentFacts"/> gives.</summary>
/// <remarks>
/// <code>
/// bits  0–7   type
/// bits  8–15  depth
/// bits 32–63  origin: where the element starts in the root document
/// </code>
/// </remarks>
internal readonly struct ElementFacts
{
    private readonly ulong _word;

    /// <summary>Packs the facts; each must fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ElementFacts(ElementType type, int depth, int origin) => _word = (byte)type | ((ulong)(byte)depth << 8) | ((ulong)(uint)origin << 32);

    /// <summary>The type by which the element was measured.</summary>
    public ElementType Type => (ElementType)(byte)_word;

    /// <summary>How many documents and arrays enclose the document that holds the element.</summary>
    public int Depth => (byte)(_word >> 8);

    /// <summary>Where the element starts in the root document, in bytes.</summary>
    public int Origin => (int)(_word >> 32);
}
