using System.Diagnostics;
using System.Globalization;
using ShmStore.Steps.Cases;
using ShmStore.Steps.States;

namespace ShmStore.Steps.Runs;

/// <summary>Has writers stepped through.</summary>
/// <param name="Tracer">The program that does (Tracing/step.c).</param>
/// <param name="Stores">The list of the instructions of this program that may store (Tracing/stores.awk).</param>
/// <param name="Folder">Where files may be made.</param>
internal sealed record Recorder(string Tracer, string Stores, string Folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Records one operation.</summary>
    /// <param name="command">Command of this program: what is stepped through.</param>
    /// <param name="what">The case.</param>
    /// <param name="path">The store.</param>
    /// <exception cref="InvalidOperationException">That failed.</exception>
    public (long Steps, List<State> States) Record(string command, Case what, string path)
    {
        string recording = path + "-states";
        var start = new ProcessStartInfo(Tracer, [recording, Stores, path, Environment.ProcessPath!, command, what.Name, path]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process tracing = Process.Start(start)!;
        Task<string> said = tracing.StandardOutput.ReadToEndAsync();
        Task<string> wrong = tracing.StandardError.ReadToEndAsync();
        if (!tracing.WaitForExit(Patience))
            tracing.Kill();
        tracing.WaitForExit();
        if (tracing.ExitCode != 0)
            throw new InvalidOperationException($"the tracer has ended with {tracing.ExitCode}: {wrong.Result}");
        List<State> states = StatesFile.Read(recording);
        File.Delete(recording);
        return (long.Parse(said.Result, CultureInfo.InvariantCulture), states);
    }
}
