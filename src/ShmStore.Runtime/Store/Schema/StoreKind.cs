namespace ShmStore.Store.Schema;

/// <summary>The kinds of keys a schema document knows, as they are spelt there.</summary>
internal static class StoreKind
{
    /// <summary>One object with a declared type.</summary>
    public const string Entry = "entry";

    /// <summary>One atomic word.</summary>
    public const string Atomic = "atomic";

    /// <summary>One document without a schema.</summary>
    public const string Document = "document";
}
