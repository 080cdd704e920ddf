namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A positional record.</summary>
/// <param name="X">X.</param>
/// <param name="Y">Y.</param>
/// <param name="Label">A label.</param>
[SharedObject]
public sealed partial record Point(int X, double Y, string Label);
