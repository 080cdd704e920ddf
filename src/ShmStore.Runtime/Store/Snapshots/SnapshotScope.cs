using System.Runtime.InteropServices;
using ShmStore.Heap;
using ShmStore.Memory;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Snapshots;

/// <summary>What the reads of one snapshot see, and what they have seen: enough to tell at the end whether it was a argument of the store. One thread at a time.</summary>
/// <remarks>See docs/concurrency.md for why this is right.</remarks>
internal sealed unsafe class SnapshotScope
{
    private const int LargestKept = 1024;

    private readonly Region _region;
    private readonly CommitOverlay _overlay;
    private readonly ReadCounters _counters;
    private readonly int _maximumAttempts;
    private readonly Dictionary<long, WordRead> _roots = [];
    private readonly Dictionary<long, (int Count, long Sum)> _sums = [];
    private Dictionary<long, WordRead> _reads = [];
    private (long Word, WordRead Read) _lastRoot;
    private bool _changed;
    private Thread? _owner;

    /// <summary>A scope over a region.</summary>
    public SnapshotScope(Region region, CommitOverlay overlay, ReadCounters counters, int maximumAttempts, TimeProvider clock)
    {
        Clock = new MomentClock(clock);
        _region = region;
        _overlay = overlay;
        _counters = counters;
        _maximumAttempts = maximumAttempts;
    }

    /// <summary>The time, which does not go on within an attempt.</summary>
    public MomentClock Clock { get; }

    /// <summary>A commit that is not finished is part of what is read: words are to be loaded through the scope, one by one.</summary>
    public bool IsOverCommit => _overlay.IsTaken;

    /// <summary>Number of a commit that was counted before the attempt read anything, the last one or nearly.</summary>
    public long Counted { get; private set; }

    /// <summary>Runs a function that reads through this scope, until what it read was a argument of the store.</summary>
    /// <param name="store">What it reads from.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="read">The function.</param>
    /// <param name="cancellationToken">Looked at before each attempt.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts read something that changed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The commit record contradicts the region.</exception>
    public TResult Run<TStore, TArgument, TResult>(TStore store, TArgument argument, Func<TStore, TArgument, TResult> read, CancellationToken cancellationToken)
    {
        try
        {
            for (int attempt = 1; attempt <= _maximumAttempts; attempt++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Begin();
                try
                {
                    TResult result = read(store, argument);
                    if (StillStands())
                    {
                        return result;
                    }
                }
                catch (Exception) when (!StillStands())
                {
                    // It saw values that do not belong together: that is no error. An exception over values that do goes to the caller.
                }

                _counters.PrepareAttempt(attempt);
            }
        }
        finally
        {
            End();
        }

        throw new ReadContentionException(
            $"No snapshot of '{_region.Name}' could be taken: what it reads was changed during each of {_maximumAttempts} attempts, by the writer or by the function itself, which must not write to the store.", _maximumAttempts);
    }

    /// <summary>Throws unless the function runs, on this thread.</summary>
    /// <exception cref="InvalidOperationException">The snapshot has ended, or belongs to another thread.</exception>
    public void ThrowIfEnded()
    {
        if (!ReferenceEquals(_owner, Thread.CurrentThread))
        {
            throw new InvalidOperationException("What Snapshot passes to its function must not be used after the function has returned, nor by another thread.");
        }
    }

    /// <summary>Where a word is to be read: in the region, or in <paramref name="cell"/>, which then holds what the word becomes by a commit that is not finished.</summary>
    /// <param name="word">Offset of the word; inside the region.</param>
    /// <param name="cell">A variable of the caller, on its stack.</param>
    /// <exception cref="InvalidOperationException">The snapshot has ended, or belongs to another thread.</exception>
    public long* Locate(long word, long* cell)
    {
        ThrowIfEnded();
        return _overlay.TryGet(word, out *cell) ? cell : (long*)(_region.Origin + word);
    }

    /// <summary>Loads a word from where it is to be read, by acquire.</summary>
    /// <inheritdoc cref="Locate"/>
    public long Load(long word)
    {
        long cell;
        return Volatile.Read(ref *Locate(word, &cell));
    }

    /// <summary>Notes what was read from a word. Reading the same word again must find the same; a word that can have an earlier value again needs another beside it that cannot.</summary>
    /// <param name="word">Offset of the word.</param>
    /// <param name="value">What stood there.</param>
    /// <param name="block">The block that it names, as it was read; the default for none, or for a word that is a plain number.</param>
    public void Record(long word, long value, BlockStamp block) => Record(_reads, word, new WordRead(value, block));

    /// <summary>
    /// Notes what words beside each other hold, by their sum. For words of which one at most changes while another word that is noted stays the same: so they are looked at before all others. O(words).
    /// </summary>
    /// <param name="first">Offset of the first word.</param>
    /// <param name="count">How many there are.</param>
    /// <inheritdoc cref="Locate"/>
    public void RecordSum(long first, int count)
    {
        (int Count, long Sum) read = (count, SumOf(first, count));
        ref (int Count, long Sum) known = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, first, out bool again);
        _changed |= again && known != read;
        known = read;
    }

    /// <summary>
    /// Notes which root the slot of a map named. It is looked at after all other words: the words of a root and of its segments count only if they were looked at while it was the map's, as what is not is filled
    /// with zeros, which may be what stood there.
    /// </summary>
    /// <inheritdoc cref="Record(long, long, BlockStamp)"/>
    public void RecordRoot(long word, BlockStamp root)
    {
        // Most often that of the look-up before.
        (long, WordRead) read = (word, new WordRead(root.Offset, root));
        if (read != _lastRoot)
            Record(_roots, word, read.Item2);
        _lastRoot = read;
    }

    private void Record(Dictionary<long, WordRead> reads, long word, WordRead read)
    {
        ref WordRead known = ref CollectionsMarshal.GetValueRefOrAddDefault(reads, word, out bool again);
        _changed |= again && known != read;
        known = read;
    }

    private void Begin()
    {
        _owner = Thread.CurrentThread;
        _changed = false;
        Clock.Advance();
        _reads.Clear();
        _roots.Clear();
        _lastRoot = default;
        _sums.Clear();
        Counted = (long)Volatile.Read(ref new RegionHeader(_region).CommitCounter);
        _overlay.Prepare();
        _region.ThrowIfDisposed();
    }

    private void End()
    {
        _owner = null;
        if (_reads.Capacity > LargestKept)
        {
            _reads = [];
        }
    }

    /// <summary>
    /// True when everything read was true at one moment. The order matters: all reads, then the commit record, then every word again: those that are noted by their sum first, the slots of maps last. At the moment at which no record was named no commit was
    /// half stored, and a word that was the same before and after it was the same then.
    /// </summary>
    private bool StillStands()
    {
        if (_changed || !_overlay.StillStands())
        {
            return false;
        }

        bool stands = SumsStillStand() && StillStand(_reads) && StillStand(_roots);
        GC.KeepAlive(_region);
        return stands;
    }

    private bool SumsStillStand()
    {
        foreach ((long first, (int count, long sum)) in _sums)
        {
            if (SumOf(first, count) != sum)
            {
                return false;
            }
        }

        return true;
    }

    private long SumOf(long first, int count)
    {
        long sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum = unchecked(sum + Load(first + (i * sizeof(long))));
        }

        return sum;
    }

    private bool StillStand(Dictionary<long, WordRead> reads)
    {
        foreach ((long word, WordRead read) in reads)
        {
            if (!StillStands(word, read))
            {
                return false;
            }
        }

        return true;
    }

    private bool StillStands(long word, WordRead read) =>
        Load(word) == read.Value && (read.Block == default || Volatile.Read(ref new BlockHeader(_region.Origin + read.Block.Offset).Version) == read.Block.Version);
}
