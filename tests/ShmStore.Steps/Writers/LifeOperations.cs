using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Writers;

/// <summary>Writers that come and go.</summary>
internal static class LifeOperations
{
    /// <summary>By their names.</summary>
    public static IReadOnlyDictionary<string, Action<Stage>> All { get; } = new Dictionary<string, Action<Stage>>
    {
        ["dispose"] = static stage => stage.Writer.Dispose(),
        ["disposeother"] = static stage => stage.Other!.Dispose(),
        ["second"] = static stage => StepStore.CreateWriter(stage.Path, stage.Options).A.Set(Item.Of(998)),
    };
}
