using ShmStore.Benchmarks.Commands;

// ratios [--quick] [--only <workload>]   every contender side by side, against the targets
// micro [BenchmarkDotNet's options]      the codec alone
// writer <path>                          started by a workload: updates a store until its input ends
return args switch
{
    ["ratios", .. var options] => RatiosCommand.Run(options),
    ["micro", .. var options] => MicroCommand.Run(options),
    ["writer", var path] => WriterCommand.Run(path),
    _ => Usage.Print(),
};
