using System.Globalization;
using ShmStore;
using SystemMonitor;

// SystemMonitor [--watch] [--store name] [--seconds n]
string path = Option("--store") ?? "system-monitor.shm";
using var stop = new CancellationTokenSource();
if (Option("--seconds") is { } seconds)
{
    stop.CancelAfter(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
}

Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

try
{
    await (args.Contains("--watch") ? Watcher.RunAsync(path, stop.Token) : SampleAsync());
    return 0;
}
catch (Exception problem) when (problem is IOException or SharedStoreException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}

async Task SampleAsync()
{
    using MachineStore.Writer store = MachineStore.CreateWriter(path);
    var publisher = new Publisher(store);
    using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
    Console.WriteLine($"Sampling into {store.Path}. Watch with --watch, from any number of terminals.");
    try
    {
        do
        {
            publisher.Publish();
        }
        while (await timer.WaitForNextTickAsync(stop.Token));
    }
    catch (OperationCanceledException)
    {
        Console.WriteLine($"Stopped after {store.Version} commits.");
    }
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
