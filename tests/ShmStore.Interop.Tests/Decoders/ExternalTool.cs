using System.ComponentModel;

namespace ShmStore.Interop.Tests.Decoders;

/// <summary>Programs that a machine may lack.</summary>
internal static class ExternalTool
{
    /// <summary>Runs a program that shows whether something can be used.</summary>
    /// <returns>Why it cannot; null if it can.</returns>
    public static async Task<string?> WhyUnusableAsync(string program, string[] arguments, string directory, TimeSpan timeout)
    {
        try
        {
            var (exitCode, _, error) = await ExternalProcess.RunAsync(program, arguments, directory, "", timeout, CancellationToken.None);
            return exitCode == 0 ? null : $"{program} {string.Join(' ', arguments)} ended with {exitCode}: {error}";
        }
        catch (Exception e) when (e is Win32Exception or TimeoutException)
        {
            return $"{program} cannot be run: {e.Message}";
        }
    }

    /// <summary>Skips the test that runs if there is a reason to; under CI=true it fails instead.</summary>
    public static void Require(string? whyAbsent)
    {
        if (whyAbsent is null)
            return;
        Assert.False(string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase), whyAbsent);
        Assert.Skip(whyAbsent);
    }
}
