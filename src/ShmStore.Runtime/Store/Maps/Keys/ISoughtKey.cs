namespace ShmStore.Store.Maps;

/// <summary>A key as the usual look-up needs it; a struct for each way to hold one, so that none of this is a call.</summary>
internal unsafe interface ISoughtKey
{
    /// <summary>Bytes of the key.</summary>
    int Length { get; }

    /// <summary>Bytes that are readable at every key that this one is compared with.</summary>
    int Room { get; }

    /// <summary>Whether <see cref="Difference"/> can compare it.</summary>
    bool IsComparable { get; }

    /// <summary>The hash.</summary>
    ulong HashBy(KeySeed seed);

    /// <summary>0 if the key at this address, of as many bytes, is the same.</summary>
    ulong Difference(byte* key);
}
