using ShmStore.Benchmarks.Commands;

// ratios [--quick] [--only <workload>]   every contender side by side, against the targets
// micro [BenchmarkDotNet's options]      the codec alone
return args switch
{
    ["ratios", .. var options] => RatiosCommand.Run(options),
    ["micro", .. var options] => MicroCommand.Run(options),
    _ => Usage.Print(),
};
