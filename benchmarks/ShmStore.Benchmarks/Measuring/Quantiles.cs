namespace ShmStore.Benchmarks.Measuring;

/// <summary>Quantiles of samples.</summary>
internal static class Quantiles
{
    /// <summary>The sample below which a part of all lies.</summary>
    /// <param name="sorted">Ascending, not empty.</param>
    /// <param name="part">0 to 1.</param>
    public static T At<T>(ReadOnlySpan<T> sorted, double part) => sorted[(int)Math.Round(part * (sorted.Length - 1))];
}
