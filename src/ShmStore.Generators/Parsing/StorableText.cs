namespace ShmStore.Generators.Parsing;

/// <summary>What text must be to be stored.</summary>
internal static class StorableText
{
    /// <summary>Why the name of an element or a key cannot be stored, as the end of a sentence; null if it can.</summary>
    public static string? NameProblem(string? name)
    {
        if (name is null)
            return "is null";
        int nul = name.IndexOf('\0');
        if (nul >= 0)
            return $"has a NUL at position {nul}: BSON names end at the first NUL";
        return EncodingProblem(name);
    }

    /// <summary>Why any text cannot be stored, as the end of a sentence; null if it can.</summary>
    public static string? EncodingProblem(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return $"has half a surrogate pair at position {i}, which UTF-8 cannot represent";
        }

        return null;
    }
}
