using System.Diagnostics;
using System.Text;

namespace ShmStore.Interop.Tests;

/// <summary>Runs a program to its end, with text in and text out.</summary>
internal static class ExternalProcess
{
    /// <summary>Runs the program and returns its exit code, standard output and standard error.</summary>
    /// <exception cref="TimeoutException">It did not end in time; it is killed then.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string program, string[] arguments, string directory, string input, TimeSpan timeout, CancellationToken cancellation)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
        })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await WriteAllAsync(process.StandardInput, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {timeout.TotalSeconds} s.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static async Task WriteAllAsync(StreamWriter target, string text, CancellationToken cancellation)
    {
        try
        {
            await target.WriteAsync(text.AsMemory(), cancellation);
            target.Close();
        }
        catch (IOException)
        {
            // The program ended without reading its input: its exit code and standard error say why.
        }
    }
}
