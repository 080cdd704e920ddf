using System.Runtime.InteropServices;

namespace ShmStore.Benchmarks.Samples;

/// <summary>Cache lines of which each names the next, in a random order: as a look-up that depends on the one before, with nothing else to do.</summary>
internal sealed unsafe class PointerChain : IDisposable
{
    private const int LineLength = 64;

    private readonly byte* _lines;
    private byte* _line;
    private int _number;

    /// <summary>Makes a chain of so many bytes.</summary>
    public PointerChain(int bytes)
    {
        Lines = bytes / LineLength;
        _lines = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, LineLength);
        int[] order = [.. Enumerable.Range(0, Lines)];
        new Random(1).Shuffle(order);
        for (int i = 0; i < Lines; i++)
            *(byte**)At(order[i]) = At(order[(i + 1) % Lines]);
        _line = _lines;
    }

    /// <summary>How many lines it has.</summary>
    public int Lines { get; }

    /// <summary>Follows the chain from where it was left, each load after the one before.</summary>
    public long Follow(int steps)
    {
        byte* line = _line;
        for (int i = 0; i < steps; i++)
            line = *(byte**)line;
        _line = line;
        return (long)line;
    }

    /// <summary>Loads lines that lie anywhere, none of which depends on another.</summary>
    public long Visit(int steps)
    {
        long sum = 0;
        uint number = (uint)_number;
        for (int i = 0; i < steps; i++)
        {
            // A multiplicative generator: cheap, and known long before the load.
            number = (number * 747796405) + 2891336453;
            sum += *(long*)At((long)(((ulong)number * (uint)Lines) >> 32));
        }

        _number = (int)number;
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_lines);

    private byte* At(long line) => _lines + (line * LineLength);
}
