namespace ShmStore.Documents;

/// <summary>Foreign messages, which may quote a whole value or repeat themselves, in ours. Thread-safe.</summary>
internal static class ShortText
{
    // A little more than two parts is not worth shortening.
    private const int Slack = 40;

    /// <summary>The text, or its beginning and its end, without half of a character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="part">How many characters either of them has.</param>
    public static string Of(string text, int part = 100)
    {
        if (text.Length <= (2 * part) + Slack)
            return text;
        int head = char.IsHighSurrogate(text[part - 1]) ? part - 1 : part;
        int tail = text.Length - part;
        return $"{text[..head]} … {text[(char.IsLowSurrogate(text[tail]) ? tail + 1 : tail)..]}";
    }
}
