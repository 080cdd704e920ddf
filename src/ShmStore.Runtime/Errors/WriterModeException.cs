namespace ShmStore;

/// <summary>A store was made for one writer and is to be opened as one of several, or the other way round.</summary>
public sealed class WriterModeException : SharedStoreException
{
    /// <summary>Creates the error.</summary>
    public WriterModeException(string message, WriterMode store, WriterMode requested)
        : base(message)
    {
        Store = store;
        Requested = requested;
    }

    /// <summary>What the store was made for.</summary>
    public WriterMode Store { get; }

    /// <summary>What <see cref="StoreOptions.Writers"/> asked for.</summary>
    public WriterMode Requested { get; }
}
