namespace ShmStore;

/// <summary>The store was made from a schema that this program's schema cannot be used with.</summary>
/// <remarks>Compatible are schemas of which one is the other with keys, or optional fields at the end of object types, appended.</remarks>
public sealed class SchemaMismatchException : SharedStoreException
{
    /// <summary>Creates the error.</summary>
    public SchemaMismatchException(string message, IReadOnlyList<SchemaDifference> differences)
        : base(message) => Differences = differences;

    /// <summary>Every difference that stands in the way.</summary>
    public IReadOnlyList<SchemaDifference> Differences { get; }
}
