using ShmStore.Memory;

namespace ShmStore.Store.Maps.Caching;

/// <summary>Decides which entry of a map with bounds goes next. Lives in the writer's own memory, some 60 bytes an entry. Not thread-safe.</summary>
/// <remarks>
/// <para>
/// S3-FIFO (Yang, Zhang, Qiu, Yue and Rashmi, SOSP 2023) with one bit for each entry. New entries go through a small queue, a twentieth of all. Who leaves it without having been found again since is evicted and remembered as a ghost; who was
/// found goes to the main queue, as does a ghost that comes back. Who leaves the main queue is evicted if it was not found since, else it goes to the end again. So what is set once and never read, as by a scan, does not drive out what is read.
/// </para>
/// <para>The bit is the mark that readers leave (<see cref="UseMarks"/>), so this is all that they do.</para>
/// </remarks>
internal sealed class EvictionOrder
{
    private const int SmallPart = 20;

    // However many entries were found since they were last looked at, so many of them are passed over for one eviction at most: there is no pause.
    private const int Patience = 32;

    private readonly OrderNodes _nodes = new();
    private readonly OrderQueue _small;
    private readonly OrderQueue _main;
    private readonly Ghosts _ghosts;
    private readonly UseMarks? _marks;

    /// <summary>An empty order.</summary>
    /// <param name="expected">How many entries there will be, about.</param>
    /// <param name="marks">What readers have found; null if that cannot be known, then entries go in the order in which they came.</param>
    public EvictionOrder(long expected, UseMarks? marks)
    {
        _small = new OrderQueue(_nodes);
        _main = new OrderQueue(_nodes);
        _ghosts = new Ghosts(expected);
        _marks = marks;
    }

    /// <summary>An entry was added whose key has this hash.</summary>
    public void Add(ulong hash)
    {
        int node = _nodes.Find(hash);
        if (node == 0)
        {
            node = _nodes.Add(hash);
            bool returns = _ghosts.Take(hash);
            _marks?.Take(hash);
            _nodes[node].IsMain = returns;
            QueueOf(node).Add(node);
        }

        _nodes[node].Entries++;
    }

    /// <summary>An entry was there already when the order was made: nothing is known of it.</summary>
    public void AddOld(ulong hash)
    {
        int node = _nodes.Find(hash);
        if (node == 0)
        {
            node = _nodes.Add(hash);
            _nodes[node].IsMain = true;
            _main.Add(node);
        }

        _nodes[node].Entries++;
    }

    /// <summary>An entry was set again, which is as if it had been found.</summary>
    public void Use(ulong hash) => _marks?.Set(hash);

    /// <summary>An entry was removed.</summary>
    public void Remove(ulong hash)
    {
        int node = _nodes.Find(hash);
        if (node == 0 || --_nodes[node].Entries > 0)
            return;
        QueueOf(node).Remove(node);
        _nodes.Remove(node);
    }

    /// <summary>Keeps an entry from being chosen, or does not any more.</summary>
    public void Pin(ulong hash, bool isPinned)
    {
        int node = _nodes.Find(hash);
        if (node != 0)
            _nodes[node].IsPinned = isPinned;
    }

    /// <summary>Chooses the entry that goes next. The caller removes it.</summary>
    /// <returns>False if there is none that may go.</returns>
    public bool TryChoose(out ulong hash)
    {
        int passed = 0;
        for (long looked = _small.Count + _main.Count + Patience; looked > 0; looked--)
        {
            long target = (_small.Count + _main.Count) / SmallPart;
            int node = _small.Oldest != 0 && (_small.Count > target || _main.Oldest == 0) ? _small.Oldest : _main.Oldest;
            if (node == 0)
                break;
            hash = _nodes[node].Hash;
            if (!_nodes[node].IsPinned && (passed == Patience || _marks?.Take(hash) != true))
            {
                if (!_nodes[node].IsMain)
                    _ghosts.Add(hash);
                return true;
            }

            passed += _nodes[node].IsPinned ? 0 : 1;
            QueueOf(node).Remove(node);
            _nodes[node].IsMain = true;
            _main.Add(node);
        }

        hash = 0;
        return false;
    }

    private OrderQueue QueueOf(int node) => _nodes[node].IsMain ? _main : _small;
}
