using System.Diagnostics;

namespace ShmStore.Tests.Processes;

/// <summary>A folder of one test, in shared memory where there is such a file system; removed with all that is in it.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly List<string> _mounts = [];
    private readonly string _path;

    /// <summary>Makes the folder.</summary>
    public TestFolder()
    {
        string root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        _path = Directory.CreateDirectory(Path.Combine(root, "shmstore-test-" + Guid.NewGuid().ToString("N"))).FullName;
    }

    /// <summary>Path of a file in the folder.</summary>
    public string File(string name = "region") => Path.Combine(_path, name);

    /// <summary>Names in the folder.</summary>
    public string[] Names() => [.. Directory.GetFileSystemEntries(_path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Mounts a small file system below the folder; skips the test, visibly, where that is not allowed.</summary>
    public string Mount(string type, string options)
    {
        string path = Directory.CreateDirectory(File("mount")).FullName;
        if (!TryRun("mount", "-t", type, "-o", options, "shmstore-test", path))
            Assert.Skip($"Mounting a {type} file system is not permitted here.");
        _mounts.Add(path);
        return path;
    }

    /// <summary>Makes a disk of a file, with a file system on it, and mounts it; skips the test, visibly, where that is not allowed.</summary>
    public string MountDisk(string type, long bytes)
    {
        string disk = File("disk");
        using (FileStream file = System.IO.File.Create(disk))
            file.SetLength(bytes);
        if (!TryRun("sh", "-c", $"mkfs.{type} -q {disk} > /dev/null"))
            Assert.Skip($"There is no mkfs.{type} here.");
        string path = Directory.CreateDirectory(File("mount")).FullName;
        if (!TryRun("mount", "-t", type, "-o", "loop", disk, path))
            Assert.Skip($"Mounting a {type} file system is not permitted here.");
        _mounts.Add(path);
        return path;
    }

    /// <summary>Mounts a single file at another path of the folder, as containers do; skips the test, visibly, where that is not allowed.</summary>
    public string MountFile(string file, string name)
    {
        string path = File(name);
        System.IO.File.Create(path).Dispose();
        if (!TryRun("mount", "--bind", file, path))
            Assert.Skip("Mounting a file is not permitted here.");
        _mounts.Insert(0, path);
        return path;
    }

    /// <summary>Lays a file system over a mounted one, as containers do; skips the test, visibly, where that is not allowed.</summary>
    public string MountOver(string mount)
    {
        string path = Directory.CreateDirectory(File("over")).FullName;
        foreach (string name in (string[])["lower", "upper", "work"])
            Directory.CreateDirectory(Path.Combine(mount, name));
        if (!TryRun("mount", "-t", "overlay", "-o", $"lowerdir={mount}/lower,upperdir={mount}/upper,workdir={mount}/work", "shmstore-test", path))
            Assert.Skip("Mounting an overlay is not permitted here.");
        _mounts.Insert(0, path);
        return path;
    }

    /// <summary>Makes a mounted file system read-only.</summary>
    public void MakeReadOnly(string mount) => Assert.True(TryRun("mount", "-o", "remount,ro", mount));

    /// <summary>Runs a program; false if there is none or it fails.</summary>
    public static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (string mount in _mounts)
            TryRun("umount", "-l", mount);
        Directory.Delete(_path, recursive: true);
    }
}
