namespace ShmStore.Generators;

/// <summary>Names of the pipeline's steps, by which tests see what ran again.</summary>
internal static class TrackingNames
{
    /// <summary>Models of the shared objects.</summary>
    public const string Objects = nameof(Objects);

    /// <summary>Models of the stores.</summary>
    public const string Stores = nameof(Stores);

    /// <summary>Every step, for tests that expect nothing to run again.</summary>
    public static IReadOnlyList<string> All { get; } = [Objects, Stores];
}
