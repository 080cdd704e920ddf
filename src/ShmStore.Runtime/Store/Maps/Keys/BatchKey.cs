namespace ShmStore.Store.Maps;

/// <summary>A key of a batch, kept between the stages of its look-up: what a <see cref="KeyProbe"/> of a short key is made of. Of a long key only the hash.</summary>
internal readonly struct BatchKey
{
    /// <summary>How many keys are looked up together: enough to keep a core's line fill buffers busy.</summary>
    public const int GroupLength = 16;

    private const int Long = -1;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly int _length;

    private BatchKey(scoped in KeyProbe probe)
    {
        _first = probe.First;
        _second = probe.Second;
        _length = probe.Length <= KeyHash.ShortKey ? probe.Length : Long;
        Hash = probe.Hash;
    }

    /// <summary>Hash of the key.</summary>
    public ulong Hash { get; }

    /// <summary>Whether <see cref="ToProbe"/> can be used; otherwise the key is needed again.</summary>
    public bool IsShort => _length != Long;

    /// <summary>Prepares a key.</summary>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    public static BatchKey Of<TKey>(TKey key, KeySeed seed)
    {
        if (MapKey<TKey>.TryProbe(key, seed, out KeyProbe probe))
            return new BatchKey(in probe);
        using var bytes = KeyBytes.Of(key);
        return new BatchKey(new KeyProbe(bytes.Value, seed));
    }

    /// <summary>The short key to look for.</summary>
    public KeyProbe ToProbe(KeySeed seed) => new(_first, _second, _length, seed);
}
