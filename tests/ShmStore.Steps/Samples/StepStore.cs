namespace ShmStore.Steps.Samples;

/// <summary>The store that is written.</summary>
[SharedStore]
public partial class StepStore
{
    /// <summary>An entry.</summary>
    public partial SharedEntry<Item> A { get; }

    /// <summary>Another one.</summary>
    public partial SharedEntry<Item> B { get; }

    /// <summary>Another one.</summary>
    public partial SharedEntry<Item> C { get; }

    /// <summary>A map whose keys are texts.</summary>
    public partial SharedMap<string, Item> M { get; }

    /// <summary>A map whose keys are numbers.</summary>
    public partial SharedMap<int, Item> N { get; }
}
