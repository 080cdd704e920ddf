namespace ShmStore;

/// <summary>A read was overtaken by the writer every time it was tried, and gave up after a bounded number of attempts.</summary>
/// <remarks>
/// The values are intact; the reader was too slow for the rate at which the writer reuses memory, or, for a snapshot, changes what the snapshot reads. Reading again is safe.
/// </remarks>
public sealed class ReadContentionException : SharedStoreException
{
    /// <summary>Creates the error.</summary>
    public ReadContentionException(string message, int attempts)
        : base(message) => Attempts = attempts;

    /// <summary>How often the read was tried.</summary>
    public int Attempts { get; }
}
