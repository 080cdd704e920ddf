using System.Globalization;
using ShmStore;
using Spectre.Console;

namespace SystemMonitor;

/// <summary>Shows the processes as a live table, from the store alone.</summary>
internal static class Watcher
{
    private const int Rows = 15;

    /// <summary>Shows until cancelled.</summary>
    public static async Task RunAsync(string path, CancellationToken cancellation)
    {
        using MachineStore.Contributor store = MachineStore.OpenContributor(path);
        store.Watchers.Add(1);
        try
        {
            // A terminal gets a table in place; a file or pipe gets one table after the other.
            if (AnsiConsole.Profile.Capabilities.Interactive)
            {
                await AnsiConsole.Live(new Text("waiting for a sample")).StartAsync(context => ShowAsync(store, context.UpdateTarget, cancellation));
            }
            else
            {
                await ShowAsync(store, AnsiConsole.Write, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
        finally
        {
            store.Watchers.Add(-1);
        }
    }

    private static async Task ShowAsync(MachineStore.Contributor store, Action<Table> show, CancellationToken cancellation)
    {
        // No polling: the task completes when the sampling process commits. A snapshot, so that the sample and all processes belong together.
        await foreach (Versioned<Sample> change in store.Latest.ChangesAsync(cancellationToken: cancellation))
        {
            if (change.HasValue)
            {
                int watching = store.Watchers.Value;
                show(store.Snapshot(machine => ToTable(machine.Latest.Value, machine.Latest.Version, [.. machine.Processes], watching), cancellation));
            }
        }
    }

    private static Table ToTable(Sample sample, long version, IReadOnlyCollection<KeyValuePair<int, ProcessSample>> processes, int watching)
    {
        string title = string.Create(
            CultureInfo.InvariantCulture,
            $"{sample.Taken:u}, {processes.Count} processes, {sample.Changed} changed, {sample.Ended} ended, version {version}, {watching} watching");
        var table = new Table { Title = new TableTitle(title) };
        table.AddColumns("pid", "program", "processor %", "memory MiB", "threads");
        foreach ((int id, ProcessSample process) in processes.OrderByDescending(static p => p.Value.ProcessorPercent ?? 0).ThenByDescending(static p => p.Value.Memory).Take(Rows))
        {
            table.AddRow(
                Number(id),
                Markup.Escape(process.Name),
                process.ProcessorPercent?.ToString("F1", CultureInfo.InvariantCulture) ?? "-",
                Number(process.Memory / (1024 * 1024)),
                Number(process.Threads));
        }

        return table;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
