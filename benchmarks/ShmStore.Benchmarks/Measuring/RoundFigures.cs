using System.Globalization;

namespace ShmStore.Benchmarks.Measuring;

/// <summary>A figure of each round of something that takes too long, or happens in too many places, for <see cref="InterleavedRun"/>.</summary>
/// <param name="rounds">How many rounds count.</param>
internal sealed class RoundFigures(int rounds)
{
    private readonly double[] _figures = new double[rounds];

    /// <summary>Half of the rounds had less.</summary>
    public double Median => At(0.5);

    /// <summary>Distance of the quartiles, as a part of the median; as text for a table.</summary>
    public string Spread => ((At(0.75) - At(0.25)) / Median).ToString("0 %", CultureInfo.InvariantCulture);

    /// <summary>Notes the figure of a round. Those of rounds before 0, which warm up, are forgotten.</summary>
    public void Note(int round, double figure) => _figures[Math.Max(round, 0)] = figure;

    /// <summary>The figure below which this part of the rounds was.</summary>
    public double At(double part)
    {
        double[] sorted = [.. _figures.Order()];
        return Quantiles.At<double>(sorted, part);
    }
}
