namespace ShmStore;

/// <summary>Another writer holds the store. It is released by the kernel when that process closes it or dies.</summary>
public sealed class WriterActiveException : SharedStoreException
{
    /// <summary>Creates the error.</summary>
    public WriterActiveException(string message, int? processId = null, DateTime? since = null, Exception? innerException = null)
        : base(message, innerException)
    {
        ProcessId = processId;
        Since = since;
    }

    /// <summary>The process id the active writer recorded, as seen in its own process namespace; null when it has not recorded one yet.</summary>
    public int? ProcessId { get; }

    /// <summary>When the active writer attached (UTC); null when it has not recorded it yet.</summary>
    public DateTime? Since { get; }
}
