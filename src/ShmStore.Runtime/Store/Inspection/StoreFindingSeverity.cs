namespace ShmStore;

/// <summary>How serious a finding in a store is.</summary>
public enum StoreFindingSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>What a writer leaves that is in the middle of something, or died in it. The next writer puts it right when it attaches, and nothing is lost.</summary>
    Leftover,

    /// <summary>The bytes contradict each other: something is lost or cannot be trusted.</summary>
    Damage,
}
