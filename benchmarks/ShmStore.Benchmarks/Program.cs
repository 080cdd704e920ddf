using ShmStore.Benchmarks.Commands;
using ShmStore.Benchmarks.Samples;

// ratios [--quick] [--only <workload>]   every contender side by side, against the targets
// plots <folder> [--quick]               the same over ranges, drawn
// hit-rate [--quick]                    how often caches have what is asked for
// micro [BenchmarkDotNet's options]      the codec alone
// writer, build, reader, waiter, waiter-thread, futex   started by workloads: other processes, which end when their input does
IDisposable[] signals = Leftovers.RemoveOnSignals();
int result = args switch
{
    ["ratios", .. var options] => RatiosCommand.Run(options),
    ["plots", .. var options] => PlotsCommand.Run(options),
    ["hit-rate", .. var options] => HitRateCommand.Run(options),
    ["micro", .. var options] => MicroCommand.Run(options),
    ["writer", var path] => WriterCommand.Run(path),
    ["build", var path, var count] => BuildCommand.Run(path, count),
    ["reader", var path, var processor] => ReaderCommand.Run(path, processor),
    ["waiter", var path] => WaiterCommand.Store(path),
    ["waiter-thread", var path] => WaiterCommand.StoreThread(path),
    ["futex", var path] => WaiterCommand.Futex(path),
    _ => Usage.Print(),
};
GC.KeepAlive(signals);
return result;
