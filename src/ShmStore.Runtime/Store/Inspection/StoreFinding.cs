using System.Globalization;

namespace ShmStore;

/// <summary>One thing that was found in a store.</summary>
/// <param name="Severity">How serious it is.</param>
/// <param name="Area">In which part of the store.</param>
/// <param name="Offset">Where, in bytes from the start of the file; null when it is about no place.</param>
/// <param name="Key">The key or map, and the key in it; null when it is about none.</param>
/// <param name="Message">What it is, with the numbers.</param>
public sealed record StoreFinding(StoreFindingSeverity Severity, StoreArea Area, long? Offset, string? Key, string Message)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string place = Offset is { } offset ? string.Create(CultureInfo.InvariantCulture, $" at {offset}") : "";
        return $"{Severity}, {Area}{place}: {(Key is null ? "" : $"{Key}: ")}{Message}";
    }
}
