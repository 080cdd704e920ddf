using System.Runtime.CompilerServices;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>Makes the records of a map's changes.</summary>
internal static class MapChanges
{
    /// <summary>An entry is set or removed.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="commit">Number of the commit.</param>
    /// <param name="block">The new block, whose version that will be; 0 when the entry is removed.</param>
    /// <param name="old">The block that it had.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChangeRecord Of(scoped in KeyProbe key, long commit, long block, scoped in MapPlace old)
    {
        bool isSet = block != 0;
        bool isShort = key.Length <= ChangeRecord.ShortKey;
        long version = isSet ? commit : old.Version;
        return new ChangeRecord(
            commit, isSet ? ChangeKind.Set : ChangeKind.Removed, isSet ? block : old.Offset, key.Length, isShort ? key.First : (ulong)version, isShort ? key.Second : 0);
    }
}
