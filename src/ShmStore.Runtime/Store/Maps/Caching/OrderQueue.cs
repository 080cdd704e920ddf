namespace ShmStore.Store.Maps.Caching;

/// <summary>Nodes in the order in which they came. Not thread-safe.</summary>
internal sealed class OrderQueue(OrderNodes nodes)
{
    private int _newest;

    /// <summary>The one that is in the queue for the longest time; 0 if there is none.</summary>
    public int Oldest { get; private set; }

    /// <summary>Nodes in the queue.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a node that is in no queue.</summary>
    public void Add(int node)
    {
        nodes[node].Older = _newest;
        nodes[node].Newer = 0;
        if (_newest != 0)
            nodes[_newest].Newer = node;
        else
            Oldest = node;
        _newest = node;
        Count++;
    }

    /// <summary>Takes a node out of the queue.</summary>
    public void Remove(int node)
    {
        (int older, int newer) = (nodes[node].Older, nodes[node].Newer);
        if (older != 0)
            nodes[older].Newer = newer;
        else
            Oldest = newer;
        if (newer != 0)
            nodes[newer].Older = older;
        else
            _newest = older;
        Count--;
    }
}
