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
}
