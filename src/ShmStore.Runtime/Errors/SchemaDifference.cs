namespace ShmStore;

/// <summary>One way in which the schema of a store differs from the schema of the program.</summary>
/// <param name="Kind">What kind of difference.</param>
/// <param name="Path">The key, or the type and field, for example <c>Market.Primary</c> or <c>Demo.Account.Delta</c>.</param>
/// <param name="Detail">What stands on both sides.</param>
public sealed record SchemaDifference(SchemaDifferenceKind Kind, string Path, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Path}: {Detail}";
}
