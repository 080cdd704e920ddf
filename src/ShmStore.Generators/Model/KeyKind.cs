namespace ShmStore.Generators.Model;

/// <summary>What lies under a key.</summary>
internal enum KeyKind
{
    /// <summary>One object.</summary>
    Entry,

    /// <summary>One aligned word.</summary>
    Atomic,

    /// <summary>One document without a schema.</summary>
    Document,

    /// <summary>Objects under run-time keys.</summary>
    Map,

    /// <summary>Documents without a schema under run-time keys.</summary>
    DocumentMap,
}
