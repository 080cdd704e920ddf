using System.Reflection;

namespace ShmStore.Package.Tests;

/// <summary>Packs the product, and copies projects that use the package to a folder outside the repository. Shared by all tests of the class.</summary>
public sealed class PackedConsumer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shmstore-package-").FullName;

    // A version of its own, so that no package cache can serve an older build.
    private readonly string _version = $"0.1.0-test.{Guid.NewGuid():N}";

    /// <summary>Packs, and prepares the projects.</summary>
    public PackedConsumer()
    {
        string feed = Directory.CreateDirectory(Path.Combine(_folder, "feed")).FullName;
        Pack = DotNet.Run(RepositoryRoot, "pack", "src/ShmStore.Runtime", "-c", "Release", $"-p:Version={_version}", "-o", feed);
        Packages = Directory.GetFiles(feed);
        string tools = Directory.CreateDirectory(Path.Combine(_folder, "tools")).FullName;
        PackTool = DotNet.Run(RepositoryRoot, "pack", "src/ShmStore.Tool", "-c", "Release", $"-p:Version={_version}", "-o", tools);

        File.WriteAllText(
            Path.Combine(_folder, "nuget.config"),
            $"""<configuration><packageSources><add key="feed" value="{feed}" /><add key="tools" value="{tools}" /></packageSources></configuration>""");
        Project = Copy("Consumer");
        DocumentsProject = Copy("Documents");
        SerializedProject = Copy("Serialized");
        ReflectingProject = Copy("Reflecting");
        FaultyProject = Copy("Faulty");
    }

    /// <summary>How packing went.</summary>
    public DotNetResult Pack { get; }

    /// <summary>How packing the command-line tool went.</summary>
    public DotNetResult PackTool { get; }

    /// <summary>The files that packing made.</summary>
    public IReadOnlyList<string> Packages { get; }

    /// <summary>Folder of the project whose objects are all generated.</summary>
    public string Project { get; }

    /// <summary>Folder of a project with documents without a schema.</summary>
    public string DocumentsProject { get; }

    /// <summary>Folder of a project with members that name their serializers.</summary>
    public string SerializedProject { get; }

    /// <summary>Folder of a project with a member that MongoDB.Bson's serializers store.</summary>
    public string ReflectingProject { get; }

    /// <summary>Folder of a project with stores and an object that break rules, so that it does not compile.</summary>
    public string FaultyProject { get; }

    /// <summary>Installs the command-line tool from its package.</summary>
    /// <returns>How that went, and the path of its command.</returns>
    public (DotNetResult Installed, string Command) InstallTool()
    {
        string installed = Path.Combine(_folder, "installed");
        DotNetResult result = DotNet.Run(_folder, "tool", "install", "ShmStore.Tool", "--version", _version, "--tool-path", installed);
        return (result, Path.Combine(installed, OperatingSystem.IsWindows() ? "shmstore.exe" : "shmstore"));
    }

    private static string RepositoryRoot =>
        typeof(PackedConsumer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static m => m.Key == "RepositoryRoot").Value!;

    private string Copy(string project)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, project)).FullName;
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, project)))
        {
            string text = File.ReadAllText(file).Replace("$PackageVersion$", _version, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file).Replace(".csproj.txt", ".csproj", StringComparison.Ordinal)), text);
        }
        return folder;
    }

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
