using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Writers;

/// <summary>Single changes of entries.</summary>
internal static class EntryOperations
{
    /// <summary>By their names.</summary>
    public static IReadOnlyDictionary<string, Action<Stage>> All { get; } = new Dictionary<string, Action<Stage>>
    {
        ["set"] = static stage => stage.Writer.A.Set(Item.Of(999)),
        ["setbig"] = static stage => stage.Writer.A.Set(Item.Of(999, 3000)),
        ["member"] = static stage => stage.Writer.A.SetNumber(4242),
        ["update"] = static stage => stage.Writer.A.Update(static item => item with { Rank = 77 }),
        ["clear"] = static stage => stage.Writer.A.Clear(),
    };
}
