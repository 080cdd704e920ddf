namespace ShmStore.Benchmarks.Reporting;

/// <summary>A line of a table.</summary>
/// <param name="Cells">What it says.</param>
/// <param name="FallsShort">Whether a target in it is missed.</param>
internal sealed record Row(IReadOnlyList<string> Cells, bool FallsShort);
