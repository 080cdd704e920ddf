using ShmStore.Layout;
using ShmStore.Store.Inspection;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Repairing;

/// <summary>A lane of a map whose entry is not where it points.</summary>
/// <param name="At">Where it is.</param>
/// <param name="Word">What it holds.</param>
/// <param name="Homes">Where its key belongs.</param>
/// <param name="Problem">What is wrong with what it names.</param>
/// <param name="Other">The entry that it names, whose key has another tag; null if it names none.</param>
internal sealed record MissedLane(long At, long Word, LaneHomes Homes, string Problem, ImageEntry? Other)
{
    /// <summary>The tag, in the high bits.</summary>
    public ulong Tag => (ulong)Word & ~(ulong)IndexLayout.OffsetMask;

    /// <summary>Whether it can have named an entry whose key has this hash.</summary>
    public bool CanName(ulong hash) => Tag == KeyProbe.TagBitsOf(hash) && Homes.Includes(hash);
}
