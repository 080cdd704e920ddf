using System.Globalization;
using System.Runtime.InteropServices;
using ShmStore;
using SystemMonitor;

// SystemMonitor [--watch] [--store name] [--seconds n]
string path = Option("--store") ?? "system-monitor.shm";
using var stop = new CancellationTokenSource();
if (Option("--seconds") is { } text)
{
    if (!double.TryParse(text, CultureInfo.InvariantCulture, out double seconds) || !(seconds is > 0 and < 1_000_000))
    {
        await Console.Error.WriteLineAsync($"--seconds is a number of seconds, not '{text}'.");
        return 2;
    }

    stop.CancelAfter(TimeSpan.FromSeconds(seconds));
}

// Whoever watches counts itself out, unless it is killed.
using PosixSignalRegistration interrupt = StopOn(PosixSignal.SIGINT);
using PosixSignalRegistration terminate = StopOn(PosixSignal.SIGTERM);
using PosixSignalRegistration hangUp = StopOn(PosixSignal.SIGHUP);

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
    long before = store.Version;
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
        Console.WriteLine($"Stopped after {store.Version - before} commits.");
    }
}

PosixSignalRegistration StopOn(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
{
    context.Cancel = true;
    stop.Cancel();
});

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
