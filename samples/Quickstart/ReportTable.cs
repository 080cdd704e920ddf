namespace Quickstart;

/// <summary>Prints what the workers did.</summary>
internal static class ReportTable
{
    /// <summary>One line a worker, then the sum that the workers made together in an atomic, the writer's updates, and the verdict.</summary>
    public static void Print(IReadOnlyList<WorkerReport> reports, long reads, long updates)
    {
        Console.WriteLine($"{"worker",-10} {"reads",12} {"retries",8} {"updates seen",13}");
        foreach (WorkerReport report in reports)
        {
            Console.WriteLine($"{report.Name,-10} {report.Reads,12:N0} {report.Retries,8:N0} {report.Updates,13:N0}");
        }

        Console.WriteLine($"{"all",-10} {reads,12:N0}");
        Console.WriteLine($"{"writer",-10} {updates,12:N0} updates");
        Console.WriteLine($"torn reads: {reports.Sum(static report => report.Torn)}");
    }
}
