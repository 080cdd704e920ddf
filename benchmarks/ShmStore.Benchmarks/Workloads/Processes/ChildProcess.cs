using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Processes;

/// <summary>Another process: this program with another command, or another program. It ends when its input does.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private bool _isDisposed;

    /// <summary>Starts this program with another command, and waits until it says that it is ready.</summary>
    public ChildProcess(params string[] arguments)
        : this(Environment.ProcessPath!, Own(arguments))
    {
    }

    private ChildProcess(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = PinnedThread.StartUnpinned(() => Process.Start(start)!);
        Leftovers.Note(this, _process.Kill);
        ReadLine();
    }

    /// <summary>Starts another program, and waits until it says that it is ready.</summary>
    public static ChildProcess Start(string program, params string[] arguments) => new(program, arguments);

    /// <summary>Runs this program with another command, which prints where this one does.</summary>
    /// <returns>Its exit code.</returns>
    public static int RunToEnd(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Own(arguments)))!;

        // Asked to end and not killed: it has leftovers of its own.
        Leftovers.Note(process, () =>
        {
            using Process kill = Process.Start("kill", process.Id.ToString(CultureInfo.InvariantCulture));
            process.WaitForExit();
        });
        process.WaitForExit();
        Leftovers.Forget(process);
        return process.ExitCode;
    }

    /// <summary>Gives it a line.</summary>
    public void WriteLine(string line) => _process.StandardInput.WriteLine(line);

    /// <summary>The next line that it prints.</summary>
    public string ReadLine() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"The process '{string.Join(' ', _process.StartInfo.ArgumentList)}' ended too soon, with exit code {ExitCode()}.");

    /// <summary>Lets it end, and waits until it has. Again it does nothing.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Leftovers.Forget(this);
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string[] Own(string[] arguments) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Assembly.GetExecutingAssembly().Location, .. arguments] : arguments;

    private int ExitCode()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }
}
