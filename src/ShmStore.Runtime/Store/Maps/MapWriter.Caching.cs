using System.Runtime.CompilerServices;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <content>Limits and expiry.</content>
internal sealed unsafe partial class MapWriter
{
    /// <inheritdoc cref="Caching.MapKeeper.Limits"/>
    public MapLimits? Limits => _keeper.Limits;

    /// <inheritdoc cref="Caching.MapKeeper.SetLimits"/>
    public void SetLimits(MapLimits? limits) => _keeper.SetLimits(limits);

    /// <inheritdoc cref="Caching.MapKeeper.RemoveExpired"/>
    public long RemoveExpired() => _keeper.RemoveExpired();

    /// <inheritdoc cref="Caching.MapKeeper.ExpiryOf"/>
    public long ExpiryOf(TimeSpan? timeToLive) => _keeper.ExpiryOf(timeToLive);

    /// <summary>When a key's entry expires, or the one that the open commit has staged; <see cref="Expiry.Never"/> if it does not, or there is none.</summary>
    public long ExpiryOf(scoped in KeyProbe key)
    {
        long block = CurrentBlock(in key, out _);
        return block == 0 ? Expiry.Never : EntryKey.ExpiryIn(_writer.Region.Origin + block);
    }

    private static int PrologueOf(scoped in KeyProbe key, long expiry) => EntryLayout.PrologueLength + (expiry == Expiry.Never ? 0 : EntryLayout.ExpiryLength) + key.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MakeWay(scoped in KeyProbe key, scoped in EntryDocument document)
    {
        if (_keeper.IsActive)
            MakeWayWithin(in key, in document);
    }

    private void MakeWayWithin(scoped in KeyProbe key, scoped in EntryDocument document)
    {
        int prologue = PrologueOf(in key, document.Expiry);
        int length = document.Bytes.Length;
        _keeper.Check(prologue, length);
        if (_writer.Pending is not null)
            return;
        _keeper.Sweep();
        if (_keeper.HasBounds)
            _keeper.BeforeSet(key.Hash, _stored.TryFind(in key, out MapPlace place) ? place.Offset : 0, prologue, length);
    }

    // What is evicted may leave room in the index too, which then need not grow.
    private void MakeRoom(ulong hash)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                _index.MakeRoom(hash);
                return;
            }
            catch (StoreFullException) when (_writer.TryReclaim(attempt))
            {
                // Look again.
            }
        }
    }
}
