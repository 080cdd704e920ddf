namespace ShmStore.Memory.Linux;

/// <summary>Ranges of a region's files whose users keep them, as those of marks. They may go before the region does, and go with it at the latest. Not thread-safe.</summary>
internal sealed class LentRanges
{
    private const int SmallestPrune = 16;

    // Weak: readers map marks anew whenever a map gets another root.
    private readonly List<WeakReference<AddressRange>> _ranges = [];
    private int _pruneAt = SmallestPrune;

    /// <summary>Adds one.</summary>
    public void Add(AddressRange range)
    {
        if (_ranges.Count >= _pruneAt)
        {
            _ranges.RemoveAll(static lent => !lent.TryGetTarget(out _));
            _pruneAt = Math.Max(SmallestPrune, 2 * _ranges.Count);
        }

        _ranges.Add(new WeakReference<AddressRange>(range));
    }

    /// <summary>Retires all that are still used, where those who write to them meanwhile can go on.</summary>
    public void Retire()
    {
        foreach (WeakReference<AddressRange> lent in _ranges)
        {
            if (lent.TryGetTarget(out AddressRange? range))
                _ = range.TryRetire();
        }
    }
}
