namespace ShmStore;

/// <summary>Why bytes are not a readable store.</summary>
public enum StoreFormatReason
{
    /// <summary>The magic number is missing: another kind of file, or an empty one.</summary>
    NotAStore,

    /// <summary>A store of a format version this library does not know.</summary>
    OtherVersion,

    /// <summary>The file is shorter than its header says.</summary>
    Truncated,

    /// <summary>An offset, length or document inside the store contradicts the rest of it.</summary>
    Corrupt,

    /// <summary>The memory was handed over without the seals that the one who attaches requires.</summary>
    NotSealed,
}
