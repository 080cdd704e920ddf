namespace ShmStore.Generators;

/// <summary>Names of the pipeline's steps, by which tests see what ran again.</summary>
internal static class TrackingNames
{
    /// <summary>Models of the shared objects.</summary>
    public const string Objects = nameof(Objects);

    /// <summary>Models of the stores.</summary>
    public const string Stores = nameof(Stores);

    /// <summary>Keys of stores that have a faulty one.</summary>
    public const string Stubs = nameof(Stubs);

    /// <summary>The types that have no model that works because of an error.</summary>
    public const string Faulty = nameof(Faulty);

    /// <summary>These types in a compilation. It runs again after every edit.</summary>
    public const string Located = nameof(Located);

    /// <summary>Every step that tests can expect not to run again.</summary>
    public static IReadOnlyList<string> All { get; } = [Objects, Stores, Stubs, Faulty];
}
