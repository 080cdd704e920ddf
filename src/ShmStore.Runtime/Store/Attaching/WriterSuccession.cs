using ShmStore.Memory;
using ShmStore.Store.Waiting;

namespace ShmStore.Store.Attaching;

/// <summary>Becomes the writer of a store as soon as it has none: for those that stand by for another.</summary>
/// <remarks>The kernel releases the place of a writer that dies, but tells nobody, so it is looked at every now and then.</remarks>
internal sealed class WriterSuccession
{
    // One of several waits for its first turn in pieces, so that it sees a cancellation soon, and is not at the end of the queue again too often.
    private static readonly TimeSpan TurnPatience = TimeSpan.FromMilliseconds(200);

    private readonly IRegionProvider _provider;
    private readonly StoreOpener _opener;
    private readonly StoreSchema _schema;
    private readonly string _path;
    private readonly StoreOptions _options;
    private StoreAttachment? _attached;
    private bool _isChecked;

    /// <summary>What is to be done, over one kind of memory.</summary>
    /// <exception cref="ArgumentException">Path or options are none.</exception>
    public WriterSuccession(IRegionProvider provider, StoreSchema schema, string path, StoreOptions options)
    {
        options.Check();
        _provider = provider;

        // Once each time it is looked, which ends with the time, or when it is cancelled.
        _opener = new StoreOpener(provider, lockAttempts: 1);
        _schema = schema;
        _path = StorePath.Resolve(path);
        _options = options;
    }

    /// <summary>Waits on the caller's thread.</summary>
    /// <returns>The writer; null if the time was up.</returns>
    /// <inheritdoc cref="Polling.TryWait"/>
    public StoreAttachment? TryAttach(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var end = Deadline.After(timeout);
        return Polling.TryWait(() => IsAttached(end), timeout, cancellationToken) ? _attached : null;
    }

    /// <summary>Waits without a thread. Attaching, which can take a while after a writer that was killed, is not done by the caller's either.</summary>
    /// <inheritdoc cref="Polling.WaitAsync"/>
    public async Task<StoreAttachment> AttachAsync(CancellationToken cancellationToken)
    {
        await Task.Run(() => Polling.WaitAsync(() => IsAttached(Deadline.Never), cancellationToken), cancellationToken).ConfigureAwait(false);
        return _attached!;
    }

    private bool IsAttached(Deadline end)
    {
        // Without the exception of every attempt in vain.
        if (_options is { Writers: WriterMode.Exclusive, Mode: not StoreMode.CreateNew } && _provider.HasWriter(_path))
        {
            CheckStore();
            return false;
        }

        try
        {
            _attached = _opener.CreateWriter(_schema, _path, _options, end.Within(TurnPatience));
            return true;
        }
        catch (WriterActiveException)
        {
            CheckStore();
            return false;
        }
    }

    // That the program cannot write this store is better known now than when it is to. What else is wrong may be over by then.
    private void CheckStore()
    {
        if (_isChecked)
            return;
        try
        {
            StoreAttachment reader = _opener.Open(_schema, _path, RegionAccess.Read, new OpenOptions());
            try
            {
                StoreOpener.CheckMode(reader.Region, _options.Writers);
            }
            finally
            {
                reader.Detach();
            }

            _isChecked = true;
        }
        catch (Exception passing) when (passing is not (SchemaMismatchException or StoreFormatException or WriterModeException))
        {
        }
    }
}
