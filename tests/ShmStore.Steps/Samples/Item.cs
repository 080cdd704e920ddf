namespace ShmStore.Steps.Samples;

/// <summary>An object whose members can be told from those of others.</summary>
[SharedObject]
public sealed partial record Item
{
    private const int Letters = 26;
    private const int Ranks = 7;

    /// <summary>Characters, the same all along.</summary>
    public required string Text { get; init; }

    /// <summary>Which one.</summary>
    public long Number { get; init; }

    /// <summary>Another member.</summary>
    public int Rank { get; init; }

    /// <summary>The object of a number, with a text of some length.</summary>
    public static Item Of(int number, int length = 12) => new() { Text = new string((char)('a' + (number % Letters)), length), Number = number, Rank = number % Ranks };
}
