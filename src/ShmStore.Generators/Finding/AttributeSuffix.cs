namespace ShmStore.Generators.Finding;

/// <summary>The end of attributes' names that may be left out where they are used.</summary>
internal static class AttributeSuffix
{
    private const string Suffix = "Attribute";

    /// <summary>The name, and the shorter one by which it can be used as an attribute.</summary>
    public static IEnumerable<string> Forms(string name)
    {
        yield return name;
        if (name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase))
            yield return name.Substring(0, name.Length - Suffix.Length);
    }
}
