using System.Text;

namespace ShmStore;

/// <summary>Rules and errors for the keys of packed documents. A key is any valid UTF-16 text, the empty one included.</summary>
internal static class KeyName
{
    private const int MostKeysNamed = 10;
    private const int LongestListing = 200;

    /// <summary>Refuses a key that JSON could not carry unchanged.</summary>
    /// <exception cref="ArgumentException">The key is null or contains half of a surrogate pair.</exception>
    public static void ThrowIfInvalid(string? key, string parameter)
    {
        if (key is null)
            throw new ArgumentException("A key is null.", parameter);
        if (IndexOfLoneSurrogate(key) is >= 0 and var position)
            throw new ArgumentException($"The key '{key}' is not valid UTF-16: lone surrogate at position {position}.", parameter);
    }

    /// <summary>The error for a key that is not there. It lists the keys there are when they are few and short.</summary>
    public static KeyNotFoundException NotFound(string key, IReadOnlyCollection<string> keys)
    {
        string known = keys.Count switch
        {
            0 => "there are none",
            <= MostKeysNamed when string.Join("', '", keys) is { Length: <= LongestListing } list => $"there are '{list}'",
            _ => $"there are {keys.Count} others",
        };
        return new KeyNotFoundException($"No object has the key '{key}'; {known}.");
    }

    private static int IndexOfLoneSurrogate(string text)
    {
        int position = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            // The enumerator replaces what is not a scalar value; a real U+FFFD is one UTF-16 unit as well, so look at the text.
            if (rune == Rune.ReplacementChar && char.IsSurrogate(text[position]))
                return position;
            position += rune.Utf16SequenceLength;
        }
        return -1;
    }
}
