using System.Reflection;

namespace ShmStore.Package.Tests;

/// <summary>Packs the product, and copies a project that uses the package to a folder outside the repository. Shared by all tests of the class.</summary>
public sealed class PackedConsumer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shmstore-package-").FullName;

    // A version of its own, so that no package cache can serve an older build.
    private readonly string _version = $"0.1.0-test.{Guid.NewGuid():N}";

    /// <summary>Packs, and prepares the project.</summary>
    public PackedConsumer()
    {
        string feed = Directory.CreateDirectory(Path.Combine(_folder, "feed")).FullName;
        Project = Directory.CreateDirectory(Path.Combine(_folder, "consumer")).FullName;
        Pack = DotNet.Run(RepositoryRoot, "pack", "src/ShmStore.Runtime", "-c", "Release", $"-p:Version={_version}", "-o", feed);
        Packages = Directory.GetFiles(feed);

        File.WriteAllText(
            Path.Combine(_folder, "nuget.config"),
            $"""<configuration><packageSources><add key="feed" value="{feed}" /></packageSources></configuration>""");
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumer")))
        {
            string text = File.ReadAllText(file).Replace("$PackageVersion$", _version, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(Project, Path.GetFileName(file).Replace(".csproj.txt", ".csproj", StringComparison.Ordinal)), text);
        }
    }

    /// <summary>How packing went.</summary>
    public DotNetResult Pack { get; }

    /// <summary>The files that packing made.</summary>
    public IReadOnlyList<string> Packages { get; }

    /// <summary>Folder of the project.</summary>
    public string Project { get; }

    private static string RepositoryRoot =>
        typeof(PackedConsumer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static m => m.Key == "RepositoryRoot").Value!;

    /// <summary>Removes the folder and what restoring left in the package cache.</summary>
    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string restored = Path.Combine(cache, "shmstore", _version);
        if (Directory.Exists(restored))
        {
            Directory.Delete(restored, recursive: true);
        }
    }
}
