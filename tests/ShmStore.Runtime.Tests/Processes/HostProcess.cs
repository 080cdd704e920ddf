using System.Diagnostics;
using System.Text;

namespace ShmStore.Tests.Processes;

/// <summary>A child process of a test that runs one command of ShmStore.TestHost. Disposing kills it.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private bool _disposed;

    private HostProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;

        // A child that is meant to die should not spend seconds on a core dump.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["SHMSTORE_TEST_PARENT"] = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>Process id.</summary>
    public int Id => _process.Id;

    private static string Host => Path.Combine(AppContext.BaseDirectory, "ShmStore.TestHost.dll");

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Starts a command.</summary>
    public static HostProcess Start(params string[] arguments) => new(new ProcessStartInfo(Dotnet, [Host, .. arguments]));

    /// <summary>Starts a command after a line of shell, such as one that sets a limit.</summary>
    public static HostProcess StartAfter(string shell, params string[] arguments)
        => new(new ProcessStartInfo("/bin/sh", ["-c", shell + "; exec \"$@\"", "sh", Dotnet, Host, .. arguments]));

    /// <summary>Waits until the child reports this line.</summary>
    public void Await(string line)
    {
        while (ReadLine() is { } read)
        {
            if (read == line)
                return;
        }

        Assert.Fail($"The child ended without reporting '{line}'. {_errors}");
    }

    /// <summary>The next line of the child, or null when it has ended.</summary>
    public string? ReadLine()
    {
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        Assert.True(line.Wait(Patience), "The child said nothing.");
        return line.Result;
    }

    /// <summary>Sends a signal by name, such as STOP.</summary>
    public void Signal(string name) => Assert.True(TestFolder.TryRun("kill", "-s", name, Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Sends the process a line.</summary>
    public void Send(string line) => _process.StandardInput.WriteLine(line);

    /// <summary>Ends the child's standard input, which tells it to finish.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits for the end and asserts that the child is content.</summary>
    public void Succeed()
    {
        Assert.True(_process.WaitForExit(Patience), "The child did not end.");
        _process.WaitForExit();
        Assert.True(_process.ExitCode == 0, $"The child ended with {_process.ExitCode}. {_errors}");
    }

    /// <summary>Waits for the end, and tells the exit code: 128 and the number of the signal that ended it.</summary>
    public int AwaitExit()
    {
        Assert.True(_process.WaitForExit(Patience), "The child did not end.");
        return _process.ExitCode;
    }

    /// <summary>Ends the child as the out-of-memory killer would, and waits until it is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
