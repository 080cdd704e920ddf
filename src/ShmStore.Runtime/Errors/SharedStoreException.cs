namespace ShmStore;

/// <summary>A shared store could not be created, attached, read or written. Base of all store errors.</summary>
/// <remarks>The message names the store, the thing that is wrong and the numbers.</remarks>
public class SharedStoreException : Exception
{
    /// <summary>Creates the error.</summary>
    public SharedStoreException()
    {
    }

    /// <summary>Creates the error with a message.</summary>
    public SharedStoreException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with a message and its cause.</summary>
    public SharedStoreException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
