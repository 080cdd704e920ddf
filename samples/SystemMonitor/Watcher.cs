using System.Globalization;
using ShmStore;
using Spectre.Console;

namespace SystemMonitor;

/// <summary>Shows the newest sample as a live table, from the store alone.</summary>
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
        // No polling: the task completes when the sampling process commits.
        await foreach (Versioned<Sample> change in store.Latest.ChangesAsync(cancellationToken: cancellation))
        {
            if (change.Value is { } sample)
            {
                show(ToTable(sample, change.Version, store.Watchers.Value));
            }
        }
    }

    private static Table ToTable(Sample sample, long version, int watchers)
    {
        var table = new Table { Title = new TableTitle(string.Create(CultureInfo.InvariantCulture, $"{sample.Taken:u}, {sample.Processes.Count} processes, version {version}, {watchers} watching")) };
        table.AddColumns("pid", "program", "processor %", "memory MiB", "threads");
        foreach (ProcessSample process in sample.Processes.Take(Rows))
        {
            table.AddRow(
                Number(process.Id),
                Markup.Escape(process.Name),
                process.ProcessorPercent?.ToString("F1", CultureInfo.InvariantCulture) ?? "-",
                Number(process.Memory / (1024 * 1024)),
                Number(process.Threads));
        }

        return table;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
