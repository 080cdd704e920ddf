namespace ShmStore.Benchmarks.Plotting;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">Positive, as both axes are logarithmic.</param>
internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points);
