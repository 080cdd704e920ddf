using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Plotting;

namespace ShmStore.Benchmarks.Commands;

/// <summary>Measures over ranges, and draws.</summary>
internal static class PlotsCommand
{
    private static readonly IFigure[] Figures = [new ObjectSizeFigure(), new ReadersFigure(), new GcPauseFigure(), new ObjectCountFigure()];

    /// <summary>Runs it.</summary>
    /// <param name="options">The folder where the files go, and <c>--quick</c> before or after it: without ten million objects.</param>
    /// <returns>0, or 2 for options that are not understood.</returns>
    public static int Run(IReadOnlyList<string> options)
    {
        string[] rest = [.. options.Where(static option => option != "--quick")];
        if (rest is not [var folder] || folder.StartsWith('-'))
            return Usage.Print();
        int objectsAtMost = (options.Contains("--quick") ? Effort.Quick : Effort.Full).ObjectsAtMost;
        return MeasuringThread.Run(() => Draw(folder, Effort.Quick with { ObjectsAtMost = objectsAtMost }));
    }

    private static int Draw(string folder, Effort effort)
    {
        Directory.CreateDirectory(folder);
        foreach (Chart chart in Figures.SelectMany(figure => figure.Draw(effort)))
        {
            chart.Save(folder);
            Console.WriteLine($"{chart.FileName}.svg");
            foreach (string line in chart.Lines())
                Console.WriteLine($"  {line}");
        }

        return 0;
    }
}
