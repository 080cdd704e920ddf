using System.Collections.Frozen;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>The fastest dictionary of the framework: it cannot be changed.</summary>
internal readonly struct FrozenReader(IReadOnlyDictionary<string, Account> objects) : IKeyedReader
{
    private readonly FrozenDictionary<string, Account> _objects = objects.ToFrozenDictionary();

    /// <inheritdoc/>
    public static string Name => "FrozenDictionary";

    /// <inheritdoc/>
    public long ReadDelta(string key) => _objects[key].Delta;

    /// <inheritdoc/>
    public long ReadDeltas(ReadOnlySpan<string> keys)
    {
        long sum = 0;
        foreach (string key in keys)
            sum += _objects[key].Delta;
        return sum;
    }

    /// <inheritdoc/>
    public Account Materialise(string key) => Account.Copy(_objects[key]);

    /// <inheritdoc/>
    public long SumDeltas()
    {
        long sum = 0;
        foreach (Account value in _objects.Values)
            sum += value.Delta;
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
