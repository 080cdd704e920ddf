namespace ShmStore.Benchmarks.HitRates;

/// <summary>First in, first out.</summary>
internal sealed class FifoCache(int entries) : ICache
{
    private readonly HashSet<string> _present = [];
    private readonly Queue<string> _order = new();

    /// <inheritdoc/>
    public string Name => "FIFO";

    /// <inheritdoc/>
    public bool Request(string key)
    {
        if (_present.Contains(key))
            return true;
        if (_present.Count == entries)
            _present.Remove(_order.Dequeue());
        _present.Add(key);
        _order.Enqueue(key);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Holds nothing but memory.
    }
}
