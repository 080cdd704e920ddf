using System.Runtime.InteropServices;

namespace ShmStore.Layout;

/// <summary>One word that a commit of several words changes, as it stands in a commit record: 16 bytes.</summary>
/// <param name="Word">i64: offset of the word, a multiple of 8: a key's slot, or a word in the heap.</param>
/// <param name="Value">i64: what the word becomes.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct CommitPair(long Word, long Value)
{
    /// <summary>Bytes of one pair.</summary>
    public const int Length = 16;

    /// <summary>Pairs that the largest block holds.</summary>
    public const int Maximum = BlockLayout.MaximumDocument / Length;
}
