using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Writers;

/// <summary>Single changes of maps.</summary>
internal static class MapOperations
{
    /// <summary>By their names.</summary>
    public static IReadOnlyDictionary<string, Action<Stage>> All { get; } = new Dictionary<string, Action<Stage>>
    {
        ["mapnew"] = static stage => stage.Writer.M.Set("new", Item.Of(999)),
        ["mapset"] = static stage => stage.Writer.M.Set("key0", Item.Of(999)),
        ["mapbig"] = static stage => stage.Writer.M.Set("key0", Item.Of(999, 5000)),
        ["mapmember"] = static stage => stage.Writer.M.SetNumber("key0", 4242),
        ["mapadd"] = static stage => stage.Writer.M.TryAdd("new", Item.Of(999)),
        ["mapaddorupdate"] = static stage => stage.Writer.M.AddOrUpdate("key0", static _ => Item.Of(1), static item => item with { Rank = 78 }),
        ["mapremove"] = static stage => stage.Writer.M.Remove("key0"),
        ["mapclear"] = static stage => stage.Writer.M.Clear(),
        ["maptimed"] = static stage => stage.Writer.M.Set("new", Item.Of(999), TimeSpan.FromHours(1)),
    };
}
