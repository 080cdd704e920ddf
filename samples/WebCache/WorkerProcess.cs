using System.Diagnostics;

namespace WebCache;

/// <summary>Starts this program again as a worker.</summary>
internal static class WorkerProcess
{
    /// <summary>Runs a worker process, which prints what it has done, to its end.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(string path, string name)
    {
        // Started as "dotnet WebCache.dll" it is dotnet that runs.
        string program = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        using Process process = Process.Start(new ProcessStartInfo(program, [.. host, "worker", path, name]))!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
