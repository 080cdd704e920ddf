namespace ShmStore.Layout;

/// <summary>What a <see cref="ChangeRecord"/> says.</summary>
internal enum ChangeKind
{
    /// <summary>An entry was set.</summary>
    Set = 1,

    /// <summary>An entry was removed.</summary>
    Removed = 2,

    /// <summary>All entries were removed.</summary>
    Cleared = 3,

    /// <summary>Changes that have no records of their own.</summary>
    Missed = 4,
}
