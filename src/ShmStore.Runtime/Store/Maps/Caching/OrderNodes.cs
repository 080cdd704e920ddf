namespace ShmStore.Store.Maps.Caching;

/// <summary>The nodes of an order, found by number or by hash. Grows in small steps: no array is ever copied that is not small. Not thread-safe.</summary>
internal sealed class OrderNodes
{
    private const int ChunkLog = 12;
    private const int ChunkLength = 1 << ChunkLog;
    private const int PartsLog = 8;

    private readonly List<OrderNode[]> _chunks = [];
    private readonly Dictionary<ulong, int>[] _parts = new Dictionary<ulong, int>[1 << PartsLog];
    private int _free;
    private int _last;

    /// <summary>The node of a number.</summary>
    public ref OrderNode this[int node] => ref _chunks[node >> ChunkLog][node & (ChunkLength - 1)];

    /// <summary>The node of a hash; 0 if there is none.</summary>
    public int Find(ulong hash) => PartOf(hash) is { } part && part.TryGetValue(hash, out int node) ? node : 0;

    /// <summary>Makes a node for a hash that has none.</summary>
    public int Add(ulong hash)
    {
        int node = _free;
        if (node != 0)
        {
            _free = this[node].Newer;
        }
        else
        {
            node = ++_last;
            if (node >> ChunkLog == _chunks.Count)
                _chunks.Add(new OrderNode[ChunkLength]);
        }

        this[node] = new OrderNode { Hash = hash };
        (PartOf(hash) ??= []).Add(hash, node);
        return node;
    }

    /// <summary>Takes a node away.</summary>
    public void Remove(int node)
    {
        PartOf(this[node].Hash)!.Remove(this[node].Hash);
        this[node] = new OrderNode { Newer = _free };
        _free = node;
    }

    private ref Dictionary<ulong, int>? PartOf(ulong hash) => ref _parts[hash >> (64 - PartsLog)]!;
}
