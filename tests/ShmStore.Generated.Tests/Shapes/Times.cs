namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Times, dates and durations.</summary>
[SharedObject]
public sealed partial class Times
{
    /// <summary>Zoned.</summary>
    public DateTimeOffset Zoned { get; set; }

    /// <summary>Date.</summary>
    public DateOnly Date { get; set; }

    /// <summary>Time.</summary>
    public TimeOnly Time { get; set; }

    /// <summary>Span.</summary>
    public TimeSpan Span { get; set; }

    /// <summary>MaybeZoned.</summary>
    public DateTimeOffset? MaybeZoned { get; set; }

    /// <summary>MaybeDate.</summary>
    public DateOnly? MaybeDate { get; set; }

    /// <summary>MaybeTime.</summary>
    public TimeOnly? MaybeTime { get; set; }

    /// <summary>MaybeSpan.</summary>
    public TimeSpan? MaybeSpan { get; set; }

    /// <summary>Dates.</summary>
    public DateOnly[] Dates { get; set; } = [];
}
