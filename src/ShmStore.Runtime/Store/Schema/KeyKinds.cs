namespace ShmStore.Store.Schema;

/// <summary>The kinds of keys a schema document knows, as they are spelt there.</summary>
internal static class KeyKinds
{
    /// <summary>One object with a declared type.</summary>
    public const string Entry = "entry";

    /// <summary>One atomic word.</summary>
    public const string Atomic = "atomic";

    /// <summary>One document without a schema.</summary>
    public const string Document = "document";

    /// <summary>Objects with a declared type under run-time keys.</summary>
    public const string Map = "map";

    /// <summary>Documents without a schema under run-time keys.</summary>
    public const string DocumentMap = "documentMap";
}
