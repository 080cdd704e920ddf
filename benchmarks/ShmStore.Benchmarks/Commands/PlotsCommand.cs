using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Plotting;

namespace ShmStore.Benchmarks.Commands;

/// <summary>Measures over ranges, and draws.</summary>
internal static class PlotsCommand
{
    private static readonly IFigure[] Figures = [new ObjectSizeFigure(), new ReadersFigure(), new GcPauseFigure(), new ObjectCountFigure()];

    /// <summary>Runs it.</summary>
    /// <param name="folder">Where the files go.</param>
    /// <param name="quick">Without ten million objects.</param>
    public static int Run(string folder, bool quick)
    {
        Directory.CreateDirectory(folder);
        Effort effort = Effort.Quick with { ObjectsAtMost = (quick ? Effort.Quick : Effort.Full).ObjectsAtMost };
        var measuring = new Thread(() =>
        {
            PinnedThread.Pin(PinnedThread.Measuring);
            foreach (Chart chart in Figures.SelectMany(figure => figure.Draw(effort)))
            {
                chart.Save(folder);
                Console.WriteLine($"{chart.FileName}.svg");
                foreach (string line in chart.Lines())
                    Console.WriteLine($"  {line}");
            }
        });
        measuring.Start();
        measuring.Join();
        return 0;
    }
}
