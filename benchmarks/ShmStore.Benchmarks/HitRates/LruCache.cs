namespace ShmStore.Benchmarks.HitRates;

/// <summary>Least recently used, exactly.</summary>
internal sealed class LruCache(int entries) : ICache
{
    private readonly Dictionary<string, LinkedListNode<string>> _present = [];
    private readonly LinkedList<string> _order = [];

    /// <inheritdoc/>
    public string Name => "LRU";

    /// <inheritdoc/>
    public bool Request(string key)
    {
        if (_present.TryGetValue(key, out LinkedListNode<string>? node))
        {
            _order.Remove(node);
            _order.AddFirst(node);
            return true;
        }

        if (_present.Count == entries)
        {
            _present.Remove(_order.Last!.Value);
            _order.RemoveLast();
        }

        _present[key] = _order.AddFirst(key);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Holds nothing but memory.
    }
}
