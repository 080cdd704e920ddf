using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Writers;

/// <summary>Several commits, one after the other: so many that the index or the region grows, that entries make way, or that the store is full.</summary>
internal static class SeriesOperations
{
    /// <summary>By their names.</summary>
    public static IReadOnlyDictionary<string, Action<Stage>> All { get; } = new Dictionary<string, Action<Stage>>
    {
        ["renew"] = static stage =>
        {
            stage.Writer.M.Set("key0", Item.Of(998), TimeSpan.FromHours(1));
            stage.Writer.M.TryRenew("key0", TimeSpan.FromHours(2));
        },
        ["expire"] = static stage => stage.Writer.M.RemoveExpired(),
        ["many"] = static stage => stage.Writer.M.SetMany(Enumerable.Range(0, 30).Select(static i => KeyValuePair.Create("many" + i, Item.Of(i)))),
        ["grow"] = static stage => Repeat(120, i => stage.Writer.M.Set("grow" + i, Item.Of(i))),
        ["growmore"] = static stage => Repeat(200, i => stage.Writer.N.Set(1000 + i, Item.Of(i))),
        ["region"] = static stage => Repeat(14, i => stage.Writer.N.Set(2000 + i, Item.Of(i, 6000))),
        ["limits"] = static stage => stage.Writer.M.Limits = new MapLimits { MaximumEntries = 3 },
        ["evict"] = static stage => Repeat(6, i => stage.Writer.M.Set("evict" + i, Item.Of(i))),
        ["refill"] = static stage => UntilFull(40, i => stage.Writer.M.Set("again" + i, Item.Of(i, 200))),
        ["reuse"] = static stage => UntilFull(35, i =>
        {
            stage.Writer.M.Remove("fill" + (20 + i));
            stage.Writer.N.Set(5000 + (3 * i), Item.Of(i));
            stage.Writer.N.Set(5001 + (3 * i), Item.Of(i));
        }),
        ["others"] = static stage =>
        {
            stage.Other!.A.Set(Item.Of(999));
            stage.Writer.M.Set("key0", Item.Of(999));
            stage.Other.M.Set("new", Item.Of(1));
        },
    };

    private static void Repeat(int count, Action<int> change)
    {
        for (int i = 0; i < count; i++)
            change(i);
    }

    private static void UntilFull(int most, Action<int> change)
    {
        try
        {
            Repeat(most, change);
        }
        catch (StoreFullException)
        {
            // As expected.
        }
    }
}
