namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A readonly struct whose explicit constructor gives initial values.</summary>
[SharedObject]
public readonly partial record struct InitialValuesStruct()
{
    /// <summary>Init-only.</summary>
    public int Number { get; init; } = 1;

    /// <summary>Init-only.</summary>
    public string Text { get; init; } = "initial";
}
