using System.Reflection;

namespace ShmStore.Interop.Tests;

/// <summary>Where the scripts and sources in other languages are.</summary>
internal static class SourceFolder
{
    /// <summary>The folder of this project.</summary>
    public static string Path { get; } = typeof(SourceFolder).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SourceFolder").Value!;
}
