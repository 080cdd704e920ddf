using System.Diagnostics;
using System.Globalization;
using ShmStore.Torture.Journals;
using ShmStore.Torture.Runs;

namespace ShmStore.Torture.Controls;

/// <summary>Kills a whole run, and looks whether a process of it is left: one that writes for ever would spoil whatever runs next on the machine.</summary>
internal static class Orphans
{
    private const int Parent = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs the command; exit code 0 when none is left.</summary>
    public static int Run()
    {
        using var run = new Child(static _ => { }, "--seconds", "600");
        int[] children = [];
        bool started = Wait(() => (children = ChildrenOf(run.Id)).Length >= Journal.Readers + 2);
        string[] folders = [.. children.Select(FolderOf).Distinct().Where(static folder => folder.Length > 0)];
        run.Kill();
        bool ended = Wait(() => !children.Any(IsAlive));
        foreach (int child in children.Where(IsAlive))
            Process.GetProcessById(child).Kill();
        foreach (string folder in folders)
            WorkFolder.Delete(folder);
        Console.WriteLine($"orphans: {children.Length} processes of a run that was killed, {(started && ended ? "none is left" : "NOT ALL HAVE ENDED")}");
        return started && ended ? 0 : 1;
    }

    private static bool Wait(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
                return false;
            Thread.Sleep(20);
        }

        return true;
    }

    private static int[] ChildrenOf(int process) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(static folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) ? id : 0)
            .Where(id => id != 0 && StatusOf(id) is { Length: > Parent } status && status[Parent] == process.ToString(CultureInfo.InvariantCulture)),
    ];

    // One that nobody has waited for is gone all the same.
    private static bool IsAlive(int process) => StatusOf(process) is [not "Z", ..];

    // State, parent and more, behind the name in parentheses; empty when there is no such process.
    private static string[] StatusOf(int process)
    {
        try
        {
            string status = File.ReadAllText($"/proc/{process}/stat");
            return status[(status.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    // "… writer PATH …", "… reader PATH …"; the process may have ended by itself.
    private static string FolderOf(int process)
    {
        try
        {
            string[] command = File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
            int at = Array.FindIndex(command, static argument => argument is "writer" or "reader");
            return at < 0 ? "" : Path.GetDirectoryName(command[at + 1])!;
        }
        catch (IOException)
        {
            return "";
        }
    }
}
