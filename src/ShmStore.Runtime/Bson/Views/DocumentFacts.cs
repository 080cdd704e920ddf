using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>What a view seldom needs to know of its document, in one word.</summary>
/// <remarks>
/// <code>
/// bits  0–7   depth
/// bits 32–63  origin: where the document starts in its root
/// </code>
/// One word, because a compiler keeps a struct in registers only if it has few fields. One that is written to the stack field by field and copied in wider pieces waits for its own stores.
/// </remarks>
internal readonly struct DocumentFacts
{
    private readonly ulong _word;

    /// <summary>Packs the facts; each must fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DocumentFacts(int origin, int depth) => _word = (byte)depth | ((ulong)(uint)origin << 32);

    /// <summary>How many documents and arrays enclose the document.</summary>
    public int Depth => (byte)_word;

    /// <summary>Where the document starts in its root, in bytes.</summary>
    public int Origin => (int)(_word >> 32);
}
