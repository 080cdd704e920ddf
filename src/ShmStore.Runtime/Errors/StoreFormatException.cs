namespace ShmStore;

/// <summary>The bytes that were attached are not a store this library can read.</summary>
public sealed class StoreFormatException : SharedStoreException
{
    /// <summary>Creates the error.</summary>
    public StoreFormatException(StoreFormatReason reason, string message, Exception? innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>What is wrong with the bytes.</summary>
    public StoreFormatReason Reason { get; }
}
