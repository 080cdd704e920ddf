using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ShmStore.Layout;
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
    private SeenStore? _checked;

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

    // That the program cannot write this store is better known now than when it is to, and another writer may make it so later. What else is wrong may be over by then. Nothing is claimed: that would keep the others from extending the
    // schema.
    private void CheckStore()
    {
        try
        {
            // By a call: what was mapped stays in the address space until it is collected, and this looks every few milliseconds. Before the schema, whose fingerprint is noted when it has been written.
            SeenStore seen = SeenStore.At(_provider, _path);
            if (seen == _checked)
                return;
            using Region region = _provider.Open(_path, RegionAccess.Read, StoreOptions.DefaultMaximumSize);
            RegionAreas areas = RegionAreas.Read(region);
            region.FillHoles(region.Committed);
            StoreOpener.CheckMode(region, _options.Writers);
            SchemaSlot.Compare(region, areas, SchemaSlot.Read(region, areas), _schema);
            _checked = seen;
        }
        catch (Exception passing) when (passing is not (SchemaMismatchException or StoreFormatException or WriterModeException) && passing.GetType() != typeof(SharedStoreException))
        {
            // A plain one says that the store has no room for all keys.
        }
    }

    // Which store it is, and which schema it has.
    private sealed record SeenStore(Guid Identity, ulong Fingerprint)
    {
        public static SeenStore At(IRegionProvider provider, string path)
        {
            // What is behind the identity does not count.
            Span<byte> header = stackalloc byte[HeaderLayout.KeySeedOffset];
            using SafeFileHandle file = provider.OpenFile(RegionPath.Resolve(path));
            RandomAccess.Read(file, header, 0);
            return new SeenStore(MemoryMarshal.Read<Guid>(header[HeaderLayout.IdentityOffset..]), MemoryMarshal.Read<ulong>(header[HeaderLayout.FingerprintOffset..]));
        }
    }
}
