namespace ShmStore.Generators.Parsing;

/// <summary>What a name of an element or a key must be.</summary>
internal static class ElementNames
{
    /// <summary>Why the name cannot be stored, as the end of a sentence; null if it can.</summary>
    public static string? Problem(string? name)
    {
        if (name is null)
            return "is null";
        int nul = name.IndexOf('\0');
        if (nul >= 0)
            return $"has a NUL at position {nul}: BSON names end at the first NUL";
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsHighSurrogate(name[i]) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]))
                i++;
            else if (char.IsSurrogate(name[i]))
                return $"has half a surrogate pair at position {i}, which UTF-8 cannot represent";
        }

        return null;
    }
}
