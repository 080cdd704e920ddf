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
        long room = region.Committed - stamp.Offset - BlockLayout.HeaderLength;
        if (stamp.Offset <= 0 || room < (isEntry ? EntryLayout.PrologueLength : 0))
            return false;
        var header = new BlockHeader(region.Origin + stamp.Offset);
        uint length = (uint)header.Length;
        uint word = isEntry ? *(uint*)header.Document : 0;
        int prologue = isEntry ? EntryLayout.BytesBeforeKey(word) + EntryLayout.KeyLength(word) : 0;
        if (length > BlockLayout.MaximumDocument || prologue + (long)length > room)
            return false;

        var meta = new BlockMeta(header.Meta);
        byte[] content = new ReadOnlySpan<byte>(header.Document, prologue + (int)length).ToArray();
        copy = new BlockCopy(content, prologue, meta);

        // The read protocol: all of the copy before the version is looked at again.
        Volatile.ReadBarrier();
        bool stands = header.Version == stamp.Version;
        GC.KeepAlive(region);
        return stands;
    }
}
