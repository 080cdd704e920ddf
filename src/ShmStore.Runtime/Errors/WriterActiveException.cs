namespace ShmStore;

/// <summary>Another writer holds the store, which may be one of this very process: the message says so. The kernel releases the store when that process closes it or dies.</summary>
public sealed class WriterActiveException : SharedStoreException
{
    /// <summary>Creates the error.</summary>
    public WriterActiveException(string message, int? processId = null, DateTime? since = null, Exception? innerException = null)
        : base(message, innerException)
    {
        ProcessId = processId;
        Since = since;
    }

    /// <summary>The process id the active writer recorded; null when it has not recorded one yet, and when that is the id of another namespace than this process's (of another container, on Linux), which the message tells then. Where the namespace is not known, it can be the id of this process, which is not the writer then.</summary>
    public int? ProcessId { get; }

    /// <summary>When the active writer attached (UTC); null when it has not recorded it yet.</summary>
    public DateTime? Since { get; }
}
