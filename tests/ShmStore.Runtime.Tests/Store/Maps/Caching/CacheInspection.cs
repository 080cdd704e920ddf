using ShmStore.Layout;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>What a cache takes, counted anew from its entries.</summary>
internal static class CacheInspection
{
    /// <summary>Bytes of the blocks of all entries, where none has expired.</summary>
    public static long BytesOf(SharedMap<string, Sample> map) => map.Keys.Sum(key => BytesOf(key, map[key].GetRaw().Length, expires: false));

    /// <summary>Bytes of the block of an entry.</summary>
    public static long BytesOf(string key, int document, bool expires) => SizeClasses.SizeOf(SizeClasses.Of(
        BlockLayout.HeaderLength + EntryLayout.PrologueLength + (expires ? EntryLayout.ExpiryLength : 0) + System.Text.Encoding.UTF8.GetByteCount(key) + document));
}
