using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ShmStore.Benchmarks.Micro;

namespace ShmStore.Benchmarks.Commands;

/// <summary>Measures the codec with BenchmarkDotNet, in this process: its own project would not get this repository's settings.</summary>
internal static class MicroCommand
{
    /// <summary>Runs it.</summary>
    public static int Run(string[] options)
    {
        IConfig config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        string[] arguments = options.Length == 0 ? ["--filter", "*"] : options;
        return BenchmarkSwitcher.FromTypes([typeof(CodecBenchmarks)]).Run(arguments, config).Any() ? 0 : 1;
    }
}
