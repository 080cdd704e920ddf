namespace ShmStore.Store.Maps;

/// <content>How long entries live.</content>
internal sealed unsafe partial class MapReader
{
    /// <summary>How long the entry of a key still lives; see <see cref="Expiry.Left"/>.</summary>
    /// <returns>False if there is none, or it has expired.</returns>
    /// <inheritdoc cref="TryFindShort{TExtent}"/>
    public bool TryGetTimeToLive(scoped in KeyProbe probe, out TimeSpan left)
    {
        int attempt = 0;
        while (TryFind(in probe, out MapPlace place))
        {
            left = Expiry.Left(_clock, EntryKey.ExpiryIn(_region.Origin + place.Offset));

            // One that has expired since it was found may have been renewed in time: what is found next decides.
            if (StillStands(place) && left != TimeSpan.Zero)
                return true;
            _retry.Next(ref attempt);
        }

        left = default;
        return false;
    }
}
