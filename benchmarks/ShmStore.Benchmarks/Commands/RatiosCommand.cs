using System.Runtime.ExceptionServices;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Workloads;

namespace ShmStore.Benchmarks.Commands;

/// <summary>Compares all contenders of the workloads and checks the targets.</summary>
internal static class RatiosCommand
{
    /// <summary>Runs it.</summary>
    /// <returns>0 when every target is reached, 1 when one is missed, 2 for options that are not understood.</returns>
    public static int Run(IReadOnlyList<string> options)
    {
        bool quick = options.Contains("--quick");
        string[] rest = [.. options.Where(static option => option != "--quick")];
        IReadOnlyList<IWorkload> workloads = rest switch
        {
            [] => AllWorkloads.List,
            ["--only", var name] => [.. AllWorkloads.List.Where(workload => workload.Name == name)],
            _ => [],
        };
        if (workloads.Count == 0)
        {
            Console.Error.WriteLine($"Workloads: {string.Join(", ", AllWorkloads.List.Select(static workload => workload.Name))}.");
            return Usage.Print();
        }

        bool fallsShort = false;
        ExceptionDispatchInfo? failure = null;
        var measuring = new Thread(() =>
        {
            // Caught, so that what a workload holds is let go of: servers, and files in memory.
            try
            {
                fallsShort = Report(workloads, quick ? Effort.Quick : Effort.Full);
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        measuring.Start();
        measuring.Join();
        failure?.Throw();
        return fallsShort ? 1 : 0;
    }

    private static bool Report(IReadOnlyList<IWorkload> workloads, Effort effort)
    {
        PinnedThread.Pin(PinnedThread.Measuring);
        bool fallsShort = false;
        foreach (IWorkload workload in workloads)
        {
            Console.WriteLine($"## {workload.Name}\n");
            foreach (Table table in workload.Run(effort))
            {
                Console.WriteLine(table);
                fallsShort |= table.FallsShort;
            }
        }

        return fallsShort;
    }
}
