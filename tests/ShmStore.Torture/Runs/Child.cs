using System.Diagnostics;
using System.Globalization;

namespace ShmStore.Torture.Runs;

/// <summary>A child process that runs one command of this program. Disposing kills it.</summary>
internal sealed class Child : IDisposable
{
    // What runs programs for another kind of processor, this one among them.
    private const string EmulatorVariable = "SHMSTORE_EMULATOR";

    private readonly Process _process;

    /// <summary>Starts a command.</summary>
    /// <param name="told">Called with every line that it writes, from other threads.</param>
    /// <param name="arguments">The command.</param>
    public Child(Action<string> told, params string[] arguments)
    {
        string[] program = Environment.GetEnvironmentVariable(EmulatorVariable) is { } emulator ? [emulator, Environment.ProcessPath!]
            : IsHosted ? [Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "ShmStore.Torture.dll")]
            : [Environment.ProcessPath!];
        var start = new ProcessStartInfo(program[0], [.. program[1..], .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // It is meant to die: no core dumps.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment[Parent.Variable] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Tell(line.Data);
        _process.ErrorDataReceived += (_, line) => Tell(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        void Tell(string? line)
        {
            if (line is not null)
                told(line);
        }
    }

    // By "dotnet NAME.dll" instead of a program of its own.
    private static bool IsHosted => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";

    /// <summary>Process id.</summary>
    public int Id => _process.Id;

    /// <summary>True when it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its exit code: 137 when it was killed.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Kills it and waits until it is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Ends its standard input and waits until it has ended.</summary>
    public void Finish()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(30)))
            Kill();
        _process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
