namespace ShmStore.Benchmarks.Samples;

/// <summary>Rotating values, so that neither the compiler nor the branch predictor knows the next one by heart.</summary>
internal static class Rotation
{
    /// <summary>How many values rotate.</summary>
    public const int Length = 8;

    /// <summary>Makes the values.</summary>
    public static T[] Of<T>()
        where T : ISample<T> => [.. Enumerable.Range(1, Length).Select(T.Create)];

    /// <summary>The value of a turn.</summary>
    public static T At<T>(T[] values, int turn) => values[turn & (Length - 1)];
}
