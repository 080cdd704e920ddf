namespace ShmStore.Benchmarks.Samples;

/// <summary>A plain object on the managed heap that another thread may change: what reading a member costs at least.</summary>
internal sealed class PlainAccount
{
    private Account _value;
    private long _delta;
    private long _total;
    private int _rank;

    /// <summary>An object with a value.</summary>
    public PlainAccount(Account value)
    {
        _value = value;
        Copy();
    }

    /// <summary>The whole object, by reference.</summary>
    public Account Value
    {
        get => Volatile.Read(ref _value);
        set
        {
            Volatile.Write(ref _value, value);
            Copy();
        }
    }

    /// <summary>A member.</summary>
    public long Delta => Volatile.Read(ref _delta);

    /// <summary>A member.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>A member.</summary>
    public int Rank => Volatile.Read(ref _rank);

    private void Copy()
    {
        _delta = _value.Delta;
        _total = _value.Total;
        _rank = _value.Rank;
    }
}
