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

    /// <summary>The process id the active writer recorded, as seen in its own process namespace: of another container it can be that of this process, which is not the writer then; null when it has not recorded one yet.</summary>
    public int? ProcessId { get; }

    /// <summary>When the active writer attached (UTC); null when it has not recorded it yet.</summary>
    public DateTime? Since { get; }
}
