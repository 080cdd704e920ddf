using System.Runtime.CompilerServices;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>Where a map's entry was found: the lane, the word in it that named the block, and the block's version.</summary>
/// <remarks>
/// A lane of a segment names a block only while that is the current one of its key, and segments never become anything else: while the lane has this word and the block this version, the entry is current.
/// Few words, because a look-up is so short that copying more would show.
/// </remarks>
internal readonly unsafe struct MapPlace
{
    private const long UnheldBit = 1;

    private readonly long* _lane;
    private readonly long _word;

    /// <summary>The block that the lane named by this word, at this version, with its document so many bytes behind its beginning.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MapPlace(long* lane, long word, long version, int documentOffset)
    {
        _lane = lane;
        _word = word;
        Version = version;
        DocumentOffset = documentOffset;
    }

    /// <summary>Address of the lane.</summary>
    public long* Lane => _lane;

    /// <summary>What the lane held, the tag and the offset of the block; with bit 0 when it is not to be held.</summary>
    public long Word => _word;

    /// <summary>What the lane held: the tag and the offset of the block.</summary>
    public long LaneWord => _word & ~UnheldBit;

    /// <summary>Number of the commit that wrote the block.</summary>
    public long Version { get; }

    /// <summary>Where the document begins in the block.</summary>
    public int DocumentOffset { get; }

    /// <summary>Offset of the block. The key lies inside the region as it was mapped when the entry was found.</summary>
    public long Offset => _word & IndexLayout.OffsetMask & -BlockLayout.Alignment;

    /// <summary>The same place, which never looks current to who holds it, so that every access is by the slower way: to an entry that expires, which is found anew, and within a snapshot, which is asked.</summary>
    /// <remarks>No lane that names a block has bit 0 set.</remarks>
    public MapPlace Unheld() => new(_lane, _word | UnheldBit, Version, DocumentOffset);

    /// <summary>True while the entry has not been replaced or removed since; never for one that is not to be held. By acquire: loads that follow come after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsCurrent() => Volatile.Read(ref *_lane) == _word;
}
