using System.Runtime.CompilerServices;

namespace ShmStore.Memory;

/// <summary>
/// One attachment to memory that several attachments of a process share. The memory goes when the last of them is disposed, so that a reader of a process-private store outlives its writer as a
/// reader of a file does.
/// </summary>
internal sealed unsafe class AliasRegion : Region
{
    private readonly Lock _publishing = new();
    private readonly Owner _owner;
    private readonly bool _isWriter;

    private AliasRegion(Owner owner, RegionAccess access, bool isWriter = false)
        : base(access, owner.Memory.Path)
    {
        _owner = owner;
        _isWriter = isWriter;
        if (isWriter)
            owner.Writer.SetTarget(this);
        Refresh();
    }

    /// <inheritdoc/>
    public override long Maximum => _owner.Memory.Maximum;

    /// <summary>The memory all aliases share.</summary>
    public Region Memory => _owner.Memory;

    /// <summary>Takes over memory and returns its first attachment.</summary>
    public static AliasRegion Own(Region memory) => new(new Owner(memory), memory.Access, isWriter: true);

    /// <summary>Attaches once more.</summary>
    /// <exception cref="ObjectDisposedException">Disposed.</exception>
    public AliasRegion Attach(RegionAccess access)
    {
        ThrowIfDisposed();
        if (!_owner.TryAcquire())
            throw Disposed();
        return new AliasRegion(_owner, access);
    }

    /// <inheritdoc/>
    /// <remarks>Cheap. Also when the writer was left to the garbage collector.</remarks>
    public override bool IsAbandoned => !IsDisposed && !LooksWritten();

    /// <summary>Tells somebody, on the thread that disposes the writer, that the region has become abandoned. Not if that was so before, or when the writer was left to the garbage collector.</summary>
    /// <param name="told">Who is told. Not kept alive by it.</param>
    /// <param name="tell">Tells. Throws nothing.</param>
    public void WhenAbandoned<T>(T told, Action<T> tell)
        where T : class => _owner.Told.Add(told, () => tell(told));

    /// <inheritdoc/>
    public override long Refresh()
    {
        // One thread at a time, and the length before the origin, as every reader: an origin of before the memory moved must not meet a length of after.
        lock (_publishing)
        {
            if (!IsDisposed)
            {
                long committed = Memory.Committed;
                Publish(Memory.Origin, committed);
            }
        }

        return Committed;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        ThrowIfDisposed();
        Memory.Flush();
    }

    /// <inheritdoc/>
    public override UseMarks? TryAddMarks(long from, long length, out long offset) => Memory.TryAddMarks(from, length, out offset);

    /// <inheritdoc/>
    public override UseMarks? TryOpenMarks(long offset, long length) => Memory.TryOpenMarks(offset, length);

    /// <inheritdoc/>
    protected override bool LooksWritten() => _owner.Writer.TryGetTarget(out AliasRegion? writer) && !writer.IsDisposed;

    /// <inheritdoc/>
    protected override void Extend(long committed)
    {
        Memory.Grow(committed);
        Refresh();
    }

    /// <inheritdoc/>
    protected override void Fill(long length) => Memory.FillHoles(length);

    /// <inheritdoc/>
    protected override byte* MapWritable(long offset, long length) => Memory.MapWindow(offset, length);

    /// <inheritdoc/>
    protected override void Close()
    {
        if (_isWriter)
            _owner.TellAbandoned();
        _owner.Release();
    }

    private sealed class Owner(Region memory)
    {
        private int _attachments = 1;

        public Region Memory { get; } = memory;

        // Weak: a writer that nobody references any more writes no more.
        public WeakReference<AliasRegion?> Writer { get; } = new(null);

        public ConditionalWeakTable<object, Action> Told { get; } = [];

        public void TellAbandoned()
        {
            foreach ((_, Action tell) in Told)
                tell();
        }

        public bool TryAcquire()
        {
            int seen = Volatile.Read(ref _attachments);
            while (seen != 0)
            {
                int found = Interlocked.CompareExchange(ref _attachments, seen + 1, seen);
                if (found == seen)
                {
                    return true;
                }

                seen = found;
            }

            return false;
        }

        public void Release()
        {
            if (Interlocked.Decrement(ref _attachments) == 0)
            {
                Memory.Dispose();
            }
        }
    }
}
