using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Building;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Backups;

/// <summary>Copies blocks out of a region that is being written.</summary>
internal static unsafe class BlockCopier
{
    /// <summary>Copies the block that had this version.</summary>
    /// <returns>False when it does not have it any more, or what it says runs past the region.</returns>
    public static bool TryCopy(Region region, BlockStamp stamp, bool isEntry, out BlockCopy copy)
    {
        copy = default;

        // The block that made the region grow lies partly behind what this attachment has mapped of it.
        if (!TryMeasure(region, stamp.Offset, isEntry, region.Committed, out int prologue, out int length)
            && !TryMeasure(region, stamp.Offset, isEntry, region.Refresh(), out prologue, out length))
        {
            return false;
        }

        var header = new BlockHeader(region.Origin + stamp.Offset);
        var meta = new BlockMeta(header.Meta);
        byte[] content = new ReadOnlySpan<byte>(header.Document, prologue + length).ToArray();

        // A writer that keeps no rules may have changed the word meanwhile, and kept the version: the copy would say that it has a longer key than was copied.
        if (isEntry && EntryLayout.BytesBeforeDocument(BitConverter.ToUInt32(content)) != prologue)
            return false;
        copy = new BlockCopy(content, prologue, meta);

        // The read protocol: all of the copy before the version is looked at again.
        Volatile.ReadBarrier();
        bool stands = header.Version == stamp.Version;
        GC.KeepAlive(region);
        return stands;
    }

    // The bytes before the document, and of it. False if they run past so much of the region.
    private static bool TryMeasure(Region region, long block, bool isEntry, long committed, out int prologue, out int length)
    {
        prologue = length = 0;
        long room = committed - block - BlockLayout.HeaderLength;
        if (block <= 0 || room < (isEntry ? EntryLayout.PrologueLength : 0))
            return false;
        var header = new BlockHeader(region.Origin + block);
        length = header.Length;
        prologue = isEntry ? EntryLayout.BytesBeforeDocument(*(uint*)header.Document) : 0;
        return (uint)length <= BlockLayout.MaximumDocument && prologue + (long)length <= room;
    }
}
