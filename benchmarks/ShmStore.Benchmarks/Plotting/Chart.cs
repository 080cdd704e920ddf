using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace ShmStore.Benchmarks.Plotting;

/// <summary>A chart with two logarithmic axes.</summary>
/// <param name="FileName">Name of its file, without an ending.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Horizontal">What the horizontal axis is, with its unit.</param>
/// <param name="Vertical">What the vertical axis is, with its unit.</param>
/// <param name="Series">The lines.</param>
internal sealed record Chart(string FileName, string Title, string Horizontal, string Vertical, IReadOnlyList<Series> Series)
{
    private const int Width = 760;
    private const int Height = 440;

    /// <summary>Draws it into a folder, as SVG.</summary>
    public void Save(string folder)
    {
        using var plot = new Plot();
        foreach (Series series in Series)
        {
            var line = plot.Add.Scatter(
                series.Points.Select(static point => Math.Log10(point.X)).ToArray(), series.Points.Select(static point => Math.Log10(point.Y)).ToArray());
            line.LegendText = series.Name;
            line.LineWidth = 2;
        }

        plot.Title(Title);
        plot.XLabel(Horizontal);
        plot.YLabel(Vertical);
        plot.Axes.Bottom.TickGenerator = Decades();
        plot.Axes.Left.TickGenerator = Decades();
        plot.ShowLegend(Edge.Right);
        plot.SaveSvg(Path.Combine(folder, FileName + ".svg"), Width, Height);
    }

    /// <summary>The figures, for whoever wants them as numbers.</summary>
    public IEnumerable<string> Lines() => Series.SelectMany(static series =>
        series.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{series.Name}: {point.X:N0} {point.Y:0.###}")));

    private static NumericAutomatic Decades() => new()
    {
        MinorTickGenerator = new LogMinorTickGenerator(),
        IntegerTicksOnly = true,
        LabelFormatter = static exponent => Math.Pow(10, exponent).ToString(exponent < 0 ? "0.###" : "N0", CultureInfo.InvariantCulture),
    };
}
