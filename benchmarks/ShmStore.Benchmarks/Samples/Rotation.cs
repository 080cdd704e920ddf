namespace ShmStore.Benchmarks.Samples;

/// <summary>Rotating values, so that neither the compiler nor the branch predictor knows the next one by heart.</summary>
internal static class Rotation
{
    /// <summary>How many values rotate, where nothing else is said.</summary>
    public const int Length = 8;

    /// <summary>Makes the values, of which there is a power of two.</summary>
    public static T[] Of<T>(int length = Length)
        where T : ISample<T> => [.. Enumerable.Range(1, length).Select(T.Create)];

    /// <summary>The value of a turn.</summary>
    public static T At<T>(T[] values, int turn) => values[turn & (values.Length - 1)];
}
