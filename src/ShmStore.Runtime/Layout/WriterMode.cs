namespace ShmStore;

/// <summary>Who may write a store. Kept in the store: all who open it agree.</summary>
public enum WriterMode
{
    // The numbers are those of the word at HeaderLayout.WriterModeOffset.

    /// <summary>One writer at a time; a second one is refused. Its threads may all write.</summary>
    Exclusive = 0,

    /// <summary>
    /// Up to 64 writers, in several processes or in one, which take turns: each commit, <c>Update</c> or <c>BeginCommit</c> is one turn. When one dies during its turn, the next repairs what it left.
    /// Files on Linux only.
    /// </summary>
    Several = 1,
}
