using System.Diagnostics;
using System.Net.Sockets;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>A Redis server of its own behind a socket in a temporary folder, which keeps nothing on disk.</summary>
internal sealed class RedisServer : IDisposable
{
    private const string Program = "redis-server";

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    /// <summary>Starts it and waits until it listens.</summary>
    public RedisServer()
    {
        string socket = Path.Combine(_folder.Path, "redis.sock");
        EndPoint = new UnixDomainSocketEndPoint(socket);
        string[] arguments = ["--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--daemonize", "no", "--dir", _folder.Path, "--logfile", Path.Combine(_folder.Path, "log")];
        _process = PinnedThread.StartUnpinned(() => Process.Start(Program, arguments));
        for (long start = Stopwatch.GetTimestamp(); !File.Exists(socket); Thread.Sleep(10))
        {
            if (!_process.HasExited && Stopwatch.GetElapsedTime(start) < StartsWithin)
                continue;
            Dispose();
            throw new InvalidOperationException($"{Program} does not listen on {socket} after {StartsWithin.TotalSeconds} s.");
        }
    }

    /// <summary>Why there can be none; null when there can.</summary>
    public static string? Absence =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Combine(folder, Program))) ? null : $"{Program} is not on PATH";

    /// <summary>Where it listens.</summary>
    public UnixDomainSocketEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }
}
