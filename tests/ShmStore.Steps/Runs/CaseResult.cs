using ShmStore.Steps.Cases;
using ShmStore.Steps.Checks;

namespace ShmStore.Steps.Runs;

/// <summary>What has become of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Steps">Instructions that were stepped through.</param>
/// <param name="States">States that were checked.</param>
/// <param name="Problems">What was wrong.</param>
/// <param name="Time">How long it took.</param>
/// <param name="IsComplete">False when it broke off, so that a control has not been caught.</param>
internal sealed record CaseResult(Case Case, long Steps, long States, Problems Problems, TimeSpan Time, bool IsComplete)
{
    private const int Told = 100;

    /// <summary>True when it is as it must be: nothing is wrong, or something in a control.</summary>
    public bool IsRight => IsComplete && (Problems.Count > 0) == (Case.Kind == CaseKind.Swapped);

    /// <summary>A line, and what was wrong if it should not be.</summary>
    public override string ToString()
    {
        string verdict = (IsRight, Case.Kind) switch
        {
            (true, CaseKind.Swapped) => "caught: " + Problems.First[0][..Math.Min(Told, Problems.First[0].Length)].ReplaceLineEndings(" "),
            (false, CaseKind.Swapped) => "NOT CAUGHT",
            (true, _) => "ok",
            _ => "FAILED",
        };
        string line = $"{Case,-34} {Steps,8} steps {States,6} states {Problems.Count,5} problems {Time.TotalSeconds,6:F1} s  {verdict}";
        return IsRight ? line : string.Join(Environment.NewLine + "    ", [line, .. Problems.First, $"again: tests/ShmStore.Steps/run {Case}"]);
    }
}
