using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Workloads;
using ShmStore.Benchmarks.Workloads.Processes;

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
        return rest switch
        {
            [] => RunAll(options),
            ["--only", var name] when AllWorkloads.List.FirstOrDefault(workload => workload.Name == name) is { } workload => Run(workload, quick ? Effort.Quick : Effort.Full),
            _ => Refuse(),
        };
    }

    private static int Refuse()
    {
        Console.Error.WriteLine($"Workloads: {string.Join(", ", AllWorkloads.List.Select(static workload => workload.Name))}.");
        return Usage.Print();
    }

    // Each in a process of its own: what the compiler has seen hot in one workload, and what that leaves in memory, decides how the code of the next runs.
    private static int RunAll(IReadOnlyList<string> options)
    {
        int result = 0;
        foreach (IWorkload workload in AllWorkloads.List)
        {
            int code = ChildProcess.RunToEnd(["ratios", "--only", workload.Name, .. options]);
            if (code is not (0 or 1))
                return code;
            result |= code;
        }

        return result;
    }

    private static int Run(IWorkload workload, Effort effort) => MeasuringThread.Run(() => Report(workload, effort)) ? 1 : 0;

    private static bool Report(IWorkload workload, Effort effort)
    {
        bool fallsShort = false;
        Console.WriteLine($"## {workload.Name}\n");
        foreach (Table table in workload.Run(effort))
        {
            Console.WriteLine(table);
            fallsShort |= table.FallsShort;
        }

        return fallsShort;
    }
}
