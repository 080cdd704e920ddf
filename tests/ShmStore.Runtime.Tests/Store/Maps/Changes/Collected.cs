using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Changes;

/// <summary>Changes as they come, one after the other.</summary>
internal sealed class Collected(IAsyncEnumerable<MapChange<string, Sample>> changes)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IAsyncEnumerator<MapChange<string, Sample>> _changes = changes.GetAsyncEnumerator(TestContext.Current.CancellationToken);

    /// <summary>The next change.</summary>
    public MapChange<string, Sample> Next()
    {
        Task<bool> moved = _changes.MoveNextAsync().AsTask();
        Assert.True(moved.Wait(Patience, TestContext.Current.CancellationToken) && moved.Result, "No change has come.");
        return _changes.Current;
    }

    /// <summary>Everything up to the end, as kind, key and version.</summary>
    public List<(MapChangeKind Kind, string? Key, long Version)> UntilEnd()
    {
        List<(MapChangeKind, string?, long)> all = [];
        do
        {
            all.AddRange(Of(1));
        }
        while (KeyOf(_changes.Current) != FollowedMap.End);
        return all;
    }

    /// <summary>So many changes.</summary>
    public List<(MapChangeKind Kind, string? Key, long Version)> Of(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Next()).Select(static change => (change.Kind, KeyOf(change), change.Version))];

    /// <summary>The key of a change; null if it is of none.</summary>
    public static string? KeyOf<TValue>(MapChange<string, TValue> change) => change.Kind is MapChangeKind.Set or MapChangeKind.Removed ? change.Key : null;
}
