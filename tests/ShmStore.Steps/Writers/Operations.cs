namespace ShmStore.Steps.Writers;

/// <summary>The operations that are stepped through, by their names.</summary>
internal static class Operations
{
    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, Action<Stage>> All { get; } =
        new[] { EntryOperations.All, MapOperations.All, CommitOperations.All, SeriesOperations.All, LifeOperations.All }.SelectMany(static part => part).ToDictionary(StringComparer.Ordinal);
}
