using System.Diagnostics;

namespace Quickstart;

/// <summary>Starts this program again as a worker.</summary>
internal static class WorkerProcess
{
    /// <summary>Runs a worker process to its end and returns its report.</summary>
    public static async Task<WorkerReport> RunAsync(string name, string path)
    {
        // Started as "dotnet Quickstart.dll" it is dotnet that runs.
        string program = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        var start = new ProcessStartInfo(program, [.. host, "worker", path, name]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? WorkerReport.Parse(output)
            : throw new InvalidOperationException($"Worker '{name}' ended with exit code {process.ExitCode}.");
    }
}
