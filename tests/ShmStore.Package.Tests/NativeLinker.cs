namespace ShmStore.Package.Tests;

/// <summary>What compiling ahead of time needs of the system, which a machine with the .NET SDK may lack.</summary>
internal static class NativeLinker
{
    /// <summary>Skips the test that runs where it is missing; under CI=true the test goes on, and fails.</summary>
    public static void Require() => Assert.SkipUnless(
        IsThere() || string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase),
        "Compiling ahead of time needs clang or gcc, which is not on the path.");

    // Elsewhere it comes with the tools of the system.
    private static bool IsThere() => !OperatingSystem.IsLinux()
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));
}
