using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Maps.Caching;

namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>A store with a map of numbers of either kind, a reader and a clock beside it.</summary>
internal sealed class NumberStore : IDisposable
{
    /// <summary>A new store in memory of the process.</summary>
    public NumberStore(MapKind kind, long maximumSize = StoreOptions.DefaultMaximumSize)
    {
        Writer = BothMapsWriter.Open(null, new StoreOptions { TimeProvider = Clock, MaximumSize = maximumSize });
        Reader = Writer.OpenReader();
        Map = Of(kind, Writer, Reader);
    }

    public ManualClock Clock { get; } = new();

    public BothMapsWriter Writer { get; }

    public BothMaps Reader { get; }

    public INumberMap Map { get; }

    /// <summary>The map of this kind of a store that is open.</summary>
    public static INumberMap Of(MapKind kind, BothMapsWriter writer, BothMaps reader) =>
        kind == MapKind.Typed ? new TypedNumbers(writer.Texts, reader.Texts) : new SchemalessNumbers(writer.Documents, reader.Documents);

    /// <summary>How long a key still lives; null if it is missing.</summary>
    public TimeSpan? LeftOf(string key) => Map.TryGetTimeToLive(key, out TimeSpan left) ? left : null;

    /// <summary>The number of a key; null if it is missing.</summary>
    public long? this[string key] => Map.TryGet(key, out long number, out _) ? number : null;

    public void Dispose()
    {
        StoreInspection.AssertEveryBlockIsKnown(Writer);
        Reader.Dispose();
        Writer.Dispose();
    }
}
