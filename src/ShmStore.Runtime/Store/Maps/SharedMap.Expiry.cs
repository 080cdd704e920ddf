using ShmStore.Store.Maps;

namespace ShmStore;

/// <content>How long entries live.</content>
public partial class SharedMap<TKey, TValue>
{
    /// <summary>How long the object of a key still lives, by the clock of this process.</summary>
    /// <param name="key">The key.</param>
    /// <param name="left">How long: less than a millisecond more than it was given, as entries expire at whole ones. <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <returns>False if there is no object, or it has expired.</returns>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public bool TryGetTimeToLive(TKey key, out TimeSpan left)
    {
        using KeyBytes bytes = KeyBytes.OfAny(key);
        return Reader.TryGetTimeToLive(new KeyProbe(bytes.Value, Reader.Seed), out left);
    }
}
