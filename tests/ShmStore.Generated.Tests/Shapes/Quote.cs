namespace ShmStore.Generated.Tests.Shapes;

/// <summary>An entry of a map.</summary>
/// <param name="Symbol">Text.</param>
/// <param name="Bid">A fixed member.</param>
/// <param name="Size">A member with a default.</param>
/// <param name="Note">A nullable member.</param>
[SharedObject]
public sealed partial record Quote(string Symbol, double Bid, long Size = 5, string? Note = null)
{
    /// <summary>One of many.</summary>
    public static Quote Of(int number) => new($"Q{number}", number + 0.5, number, number % 2 == 0 ? null : "odd");
}
