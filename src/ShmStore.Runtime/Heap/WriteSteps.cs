namespace ShmStore.Heap;

/// <summary>Whoever has to know of every step a writer takes: its fence, and tests, which look at the store, stop or end the process there.</summary>
/// <remarks>For a writer that nobody watches a step is one branch.</remarks>
internal sealed class WriteSteps
{
    private Action? _fence;
    private Action<WriteStep>? _taken = OfNewWriters;
    private bool _watched = OfNewWriters is not null;

    /// <summary>What <see cref="Taken"/> is in writers that attach from now on, so that the steps of attaching are seen too; null except in tests.</summary>
    public static Action<WriteStep>? OfNewWriters { get; set; }

    /// <summary>Called after each step, with the gate held; null except in tests.</summary>
    public Action<WriteStep>? Taken
    {
        get => _taken;
        set
        {
            _taken = value;
            _watched = _fence is not null || value is not null;
        }
    }

    /// <summary>Called after each step, and after <see cref="Taken"/>: throws when this writer must not go on.</summary>
    public Action? Fence
    {
        set
        {
            _fence = value;
            _watched = value is not null || _taken is not null;
        }
    }

    /// <summary>Whether anybody is told of a step.</summary>
    public bool AreWatched => _watched;

    /// <summary>Reports a step, if anybody is to be told.</summary>
    public void After(WriteStep step)
    {
        if (_watched)
        {
            Report(step);
        }
    }

    /// <summary>Reports a step.</summary>
    public void Report(WriteStep step)
    {
        _taken?.Invoke(step);
        _fence?.Invoke();
    }
}
