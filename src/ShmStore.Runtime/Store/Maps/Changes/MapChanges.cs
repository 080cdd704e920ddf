using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>Makes the records of a map's changes.</summary>
internal static class MapChanges
{
    /// <summary>An entry is set: its new block, whose version is the number of the commit.</summary>
    public static ChangeRecord Set(scoped in KeyProbe key, long commit, long block) => Of(in key, ChangeKind.Set, commit, block, commit);

    /// <summary>An entry is removed: the block that it had.</summary>
    public static ChangeRecord Removed(scoped in KeyProbe key, long commit, MapPlace place) => Of(in key, ChangeKind.Removed, commit, place.Offset, place.Version);

    private static ChangeRecord Of(scoped in KeyProbe key, ChangeKind kind, long commit, long block, long version) => key.Length <= ChangeRecord.ShortKey
        ? new ChangeRecord(commit, kind, block, key.Length, key.First, key.Second)
        : new ChangeRecord(commit, kind, block, key.Length, (ulong)version, 0);
}
