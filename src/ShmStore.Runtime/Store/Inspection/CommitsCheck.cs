using ShmStore.Layout;

namespace ShmStore.Store.Inspection;

/// <summary>Looks whether the commit counter and the blocks that commits have written fit together.</summary>
internal static class CommitsCheck
{
    /// <summary>Compares them, after all that is named was noted.</summary>
    public static void Run(InspectedStore store)
    {
        StoreImage image = store.Image;
        ImageBlock latest = store.Latest;

        // A writer counts a commit before it makes the next one, so one more than are counted may be there; and others that were made and counted since the counter was read.
        if (IsBeyond(image.At<ulong>(HeaderLayout.CommitCounterOffset)) && IsBeyond(image.AtNow<ulong>(HeaderLayout.CommitCounterOffset)))
        {
            store.Findings.Damage(
                StoreArea.Header, HeaderLayout.CommitCounterOffset, null, $"{image.At<ulong>(HeaderLayout.CommitCounterOffset)} commits are counted, and the block at {latest.Offset} is of version {latest.Version}: one of both is damaged");
        }

        bool IsBeyond(ulong counted) => counted < (ulong)latest.Version && (ulong)latest.Version - counted > 1;
    }
}
