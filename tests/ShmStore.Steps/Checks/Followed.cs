using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Checks;

/// <summary>Who knows the map from before the operation and is told the changes since, knows what is there.</summary>
internal static class Followed
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Applies the changes since the old content to it, up to the one of the mark.</summary>
    public static void Check(StepStore reader, Expectation expected, Content after, string mark, Problems problems)
    {
        var known = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in expected.Old.Values.Where(static pair => pair.Key.StartsWith(Content.OfM, StringComparison.Ordinal)))
            known[key] = value;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            foreach (MapChange<string, Item> change in reader.M.WatchAsync(expected.OldVersion, patience.Token).ToBlockingEnumerable(patience.Token))
            {
                // Somebody who is told so looks at everything.
                if (change.Kind == MapChangeKind.Missed)
                    return;
                Apply(change, known);
                if (change.Kind == MapChangeKind.Set && change.Key == mark)
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            problems.Add("changes: the last one was not told");
            return;
        }

        var there = new SortedDictionary<string, string>(after.KeysOf(Content.OfM).ToDictionary(static key => Content.OfM + key, key => after.Values[Content.OfM + key]), StringComparer.Ordinal);
        string difference = Content.Difference(known, there);
        if (difference.Length > 0)
            problems.Add("changes do not give what is there: " + difference);
    }

    private static void Apply(MapChange<string, Item> change, SortedDictionary<string, string> known)
    {
        if (change.Kind == MapChangeKind.Cleared)
            known.Clear();
        else if (change.Kind != MapChangeKind.Removed && change.TryGetValue(out Item? item))
            known[Content.OfM + change.Key] = Content.Text(item, change.Version);
        else
            known.Remove(Content.OfM + change.Key);
    }
}
