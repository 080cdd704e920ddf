using ShmStore.Layout;

namespace ShmStore;

/// <summary>What has happened to a map.</summary>
public enum MapChangeKind
{
    /// <summary>An entry was added or replaced.</summary>
    Set = ChangeKind.Set,

    /// <summary>An entry was removed.</summary>
    Removed = ChangeKind.Removed,

    /// <summary>All entries were removed.</summary>
    Cleared = ChangeKind.Cleared,

    /// <summary>
    /// Changes that cannot be told any more: the consumer was too slow, a commit had more changes than are kept, the memory of a removed entry with a key of more than 16 bytes was used again, or a writer died in the middle of one. Whoever needs the state of the map goes through all
    /// entries now; all changes after that moment come.
    /// </summary>
    Missed = ChangeKind.Missed,
}
