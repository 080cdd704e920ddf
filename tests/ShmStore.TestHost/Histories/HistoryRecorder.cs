using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ShmStore.TestHost.Histories;

/// <summary>The operations of one thread, with the times of call and return.</summary>
public sealed class HistoryRecorder(int thread)
{
    private readonly List<Operation> _operations = [];
    private long _invoked;

    /// <summary>What was recorded.</summary>
    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>The next operation is called now.</summary>
    public void Begin()
    {
        _invoked = Stopwatch.GetTimestamp();

        // Nothing of the operation happens before the clock was read.
        Interlocked.MemoryBarrier();
    }

    /// <summary>The operation has returned; several with the same times are one call on several keys.</summary>
    public void End(params ReadOnlySpan<Operation> operations)
    {
        Interlocked.MemoryBarrier();
        long responded = Stopwatch.GetTimestamp();
        foreach (Operation operation in operations)
            _operations.Add(operation with { Thread = thread, Invoked = _invoked, Responded = responded });
    }

    /// <summary>Writes what was recorded to a file.</summary>
    public static void Save(string path, IEnumerable<HistoryRecorder> recorders)
    {
        Operation[] all = [.. recorders.SelectMany(static recorder => recorder.Operations)];
        File.WriteAllBytes(path, MemoryMarshal.AsBytes(all.AsSpan()).ToArray());
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static Operation[] Load(string path) => MemoryMarshal.Cast<byte, Operation>(File.ReadAllBytes(path)).ToArray();
}
