using ShmStore;
using WebCache;

// "worker <path> <name>": one of the worker processes, started below.
if (args is ["worker", var path, var name])
    return await Worker.RunAsync(path, name);

// What is in shared memory outlives the process, so it is deleted at the end, also of a run that is interrupted by Ctrl+C: the workers end soon.
Console.CancelKeyPress += static (_, key) => key.Cancel = true;
string file = $"web-cache-{Guid.NewGuid():N}.shm";
try
{
    using var cache = new SharedCache(file, Worker.Options);
    Console.WriteLine($"{"worker",-10} {"requests",9} {"hits",9} {"misses",9} {"wrong",6}");
    int[] codes = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => WorkerProcess.RunAsync(cache.Path, $"process {number}")));
    MapStatistics held = cache.Statistics;
    Console.WriteLine($"in the cache: {held.Count:N0} of {Pages.Count:N0} pages, {held.Bytes:N0} bytes; {held.Evicted:N0} were evicted");
    return codes.Max();
}
finally
{
    SharedStoreFile.Delete(file);
}
