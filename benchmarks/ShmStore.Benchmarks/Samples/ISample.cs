namespace ShmStore.Benchmarks.Samples;

/// <summary>An object type that is measured.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal interface ISample<TSelf>
{
    /// <summary>Makes an object with values of its own for each number, and of the same size for all.</summary>
    static abstract TSelf Create(int number);

    /// <summary>Copies an object and all it refers to on the managed heap, as whoever hands out copies does by hand.</summary>
    static abstract TSelf Copy(TSelf value);
}
