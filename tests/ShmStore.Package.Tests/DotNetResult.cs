namespace ShmStore.Package.Tests;

/// <summary>How a program ended, and what it printed.</summary>
public sealed record DotNetResult(int ExitCode, string Output)
{
    /// <summary>Fails the test, with the output, unless the program succeeded.</summary>
    public DotNetResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}:{Environment.NewLine}{Output}");
        return this;
    }
}
