namespace ShmStore;

/// <summary>
/// This writer, one of several, was taken for dead by another one, which has gone on in its place: the system has released the lock by which it shows that it lives. It changes nothing any more.
/// Whether its last commit was made can be seen by the versions. Dispose it and attach again.
/// </summary>
public sealed class WriterLostException : SharedStoreException
{
    /// <summary>Creates the error.</summary>
    public WriterLostException(string message)
        : base(message)
    {
    }
}
