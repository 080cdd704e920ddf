using System.Globalization;

namespace ShmStore.Benchmarks.Reporting;

/// <summary>Whether a figure reaches its target.</summary>
/// <param name="Text">The figure, the target and the verdict, for a table.</param>
/// <param name="FallsShort">Whether it is missed.</param>
internal sealed record Verdict(string Text, bool FallsShort)
{
    /// <summary>No target.</summary>
    public static Verdict None { get; } = new("", FallsShort: false);

    /// <summary>The verdict on a figure that may not be greater than a limit.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="what">What the figure is, after it.</param>
    public static Verdict AtMost(double figure, double limit, string what) => Of(figure <= limit, figure, what, string.Create(CultureInfo.InvariantCulture, $"at most {limit:0.###}"));

    /// <summary>The verdict on a figure that may not be less than a limit.</summary>
    /// <inheritdoc cref="AtMost"/>
    public static Verdict AtLeast(double figure, double limit, string what) => Of(figure >= limit, figure, what, string.Create(CultureInfo.InvariantCulture, $"at least {limit:0.###}"));

    /// <summary>Several verdicts in one cell.</summary>
    public static Verdict All(IEnumerable<Verdict> verdicts)
    {
        Verdict[] all = [.. verdicts];
        return new Verdict(string.Join("; ", all.Select(static verdict => verdict.Text)), all.Any(static verdict => verdict.FallsShort));
    }

    private static Verdict Of(bool reached, double figure, string what, string limit) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{(reached ? "PASS" : "FALLS SHORT")}: {figure:0.###} {what}, {limit}"), !reached);
}
