namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A positional record struct.</summary>
/// <param name="Left">Left.</param>
/// <param name="Right">Right.</param>
[SharedObject]
public readonly partial record struct Pair(long Left, string? Right);
