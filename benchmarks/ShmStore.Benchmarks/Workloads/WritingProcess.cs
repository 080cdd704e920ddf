using System.Diagnostics;
using System.Reflection;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>This program again, as a process that writes at full speed until disposed.</summary>
internal sealed class WritingProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts it and waits until it writes.</summary>
    public WritingProcess(string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        start.ArgumentList.Add("writer");
        start.ArgumentList.Add(path);
        _process = Process.Start(start)!;
        if (_process.StandardOutput.ReadLine() is null)
            throw new InvalidOperationException($"The writing process ended at once, with exit code {_process.ExitCode}.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
