using ShmStore.Torture.Journals;
using ShmStore.Torture.Samples;

namespace ShmStore.Torture.Writers;

/// <summary>What a writer does: counts keys up in every way, and lets others come and go. Notes each value in the journal before it is begun and after it is completed.</summary>
internal sealed class Workload
{
    private const int LargestItem = 100_000;

    private readonly TortureStore.Writer _writer;
    private readonly JournalRow _row;
    private readonly Random _random;

    /// <summary>A workload that is known by its seed.</summary>
    public Workload(TortureStore.Writer writer, JournalRow row, int seed)
    {
        _writer = writer;
        _row = row;
        _random = new Random(seed);
    }

    /// <summary>Makes one operation.</summary>
    public void Next()
    {
        try
        {
            switch (_random.Next(100))
            {
                case < 25:
                    CountEntry(_random.Next(Keys.Entries));
                    break;
                case < 45:
                    CountMapped(Keys.Entries + _random.Next(Keys.Mapped));
                    break;
                case < 60:
                    CountGroup(complete: _random.Next(8) != 0);
                    break;
                case < 64:
                    _writer.Churn.Clear();
                    break;
                case < 75:
                    Cache();
                    break;
                default:
                    Churn();
                    break;
            }

            _row.Commits++;
        }
        catch (StoreFullException)
        {
            _row.Full++;
            MakeRoom();
        }
    }

    // Nothing has happened then: what was begun is taken back by whoever began it.
    private void MakeRoom()
    {
        try
        {
            _writer.Churn.Clear();
        }
        catch (StoreFullException)
        {
            for (int key = 0; key < Keys.Churned; key++)
                _writer.Churn.Remove(key);
        }
    }

    private void CountEntry(int key)
    {
        SharedEntryWriter<Item> entry = Keys.EntryOf(_writer, key);
        Count(key, () =>
        {
            if (_random.Next(2) == 0)
            {
                entry.Update(Increase);
                return;
            }

            while (!(entry.TryGet(out Item? item, out long version) && entry.TrySet(Increase(item), version)))
            {
            }
        });
    }

    private void CountMapped(int key) => Count(key, () =>
    {
        if (_random.Next(2) == 0)
        {
            _writer.Counted.Update(key, Increase);
            return;
        }

        while (!(_writer.Counted.TryGetValue(key, out Item? item, out long version) && _writer.Counted.TrySet(key, Increase(item), version)))
        {
        }
    });

    private void CountGroup(bool complete)
    {
        if (complete)
            Count(Keys.Group, () => UpdateGroup(complete: true));
        else
            UpdateGroup(complete: false);
    }

    private void UpdateGroup(bool complete)
    {
        using StoreCommit commit = _writer.BeginCommit();
        _writer.Left.Update(Increase);
        _writer.Counted.Update(Keys.GroupOwners[2], Increase);
        _writer.Right.Update(Increase);
        _writer.Counted.Update(Keys.GroupOwners[3], Increase);
        if (_random.Next(2) == 0)
            ChurnOne();
        if (_random.Next(2) == 0)
            CacheOne();
        if (complete)
            Volatile.Write(ref _row.GroupVersion, commit.Complete());
    }

    private void Churn()
    {
        for (int i = _random.Next(1, 40); i > 0; i--)
            ChurnOne();
    }

    private void ChurnOne()
    {
        int key = _random.Next(Keys.Churned);
        if (_random.Next(4) == 0)
            _writer.Churn.Remove(key);
        else
            _writer.Churn.Set(key, Item.Of(Keys.FirstChurn + key, _random.Next(1 << 20), _random.Next(60)));
    }

    private void Cache()
    {
        for (int i = _random.Next(1, 40); i > 0; i--)
            CacheOne();
        if (_random.Next(200) == 0)
            _writer.Cached.Clear();
    }

    private void CacheOne()
    {
        // Some keys more often than others.
        int key = _random.Next(1 + _random.Next(Keys.CachedKeys));
        if (_random.Next(20) == 0)
            _writer.Cached.Remove(key);
        else
            _writer.Cached.Set(key, Item.Of(Keys.FirstCached + key, _random.Next(1 << 20), _random.Next(60)));
    }

    private void Count(int key, Action change)
    {
        Volatile.Write(ref _row.Begun(key), _row.Begun(key) + 1);

        // Both are full fences for the process that dies in between: none of the three is seen before the one before it.
        Interlocked.MemoryBarrier();
        try
        {
            change();
        }
        catch (StoreFullException)
        {
            Volatile.Write(ref _row.Begun(key), _row.Begun(key) - 1);
            throw;
        }

        Volatile.Write(ref _row.Completed(key), _row.Completed(key) + 1);
    }

    private Item Increase(Item item) => Item.Of(item.Owner, item.Number + 1, _random.Next(200) == 0 ? _random.Next(LargestItem) : _random.Next(1 << _random.Next(11)));
}
