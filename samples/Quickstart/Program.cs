using Quickstart;
using ShmStore;

// "worker <path> <name>": one of the worker processes, started below.
if (args is ["worker", var path, var workerName])
{
    Console.WriteLine(Worker.Run(workerName, path).ToLine());
    return 0;
}

// What is in shared memory outlives the process, so it is deleted at the end, also of a run that is interrupted by Ctrl+C: the workers end soon.
Console.CancelKeyPress += static (_, key) => key.Cancel = true;
string file = $"quickstart-{Guid.NewGuid():N}.shm";
try
{
    return await RunAsync();
}
finally
{
    SharedStoreFile.Delete(file);
}

async Task<int> RunAsync()
{
    using ObjectStore.Writer writer = ObjectStore.CreateWriter(file, new StoreOptions { Mode = StoreMode.CreateNew });
    Values.Set(writer, 1000);

    // Three threads and two processes read, each through its own attachment.
    Task<WorkerReport>[] workers =
    [
        .. Enumerable.Range(1, 3).Select(number => Task.Factory.StartNew(
            () => Worker.Run($"thread {number}", writer.Path!), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        .. Enumerable.Range(1, 2).Select(number => WorkerProcess.RunAsync($"process {number}", writer.Path!)),
    ];

    // The only writer updates both objects until the last worker is done. A reader never waits for it, nor it for a reader.
    Task<WorkerReport[]> all = Task.WhenAll(workers);
    long updates = 0;
    for (long number = 1001; !all.IsCompleted; number++)
    {
        Values.Set(writer, number);
        updates += 2;
    }

    WorkerReport[] reports = await all;
    ReportTable.Print(reports, writer.Reads.Value, updates);
    return reports.Any(static report => report.Torn > 0) ? 1 : 0;
}
