namespace ShmStore;

/// <summary>What stands under a key of a store.</summary>
public enum StoreKeyKind
{
    /// <summary>One object with a declared type.</summary>
    Entry,

    /// <summary>One atomic word.</summary>
    Atomic,

    /// <summary>One document without a schema.</summary>
    Document,

    /// <summary>Objects with a declared type under run-time keys.</summary>
    Map,

    /// <summary>Documents without a schema under run-time keys.</summary>
    DocumentMap,
}
