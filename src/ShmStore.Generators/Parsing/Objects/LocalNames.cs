using System.Globalization;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Hands out stems of local variable names, each once. The emitter adds a suffix, so a stem is never a keyword.</summary>
internal sealed class LocalNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>A stem for a member.</summary>
    public string For(string member)
    {
        string stem = char.ToLowerInvariant(member[0]) + member.Substring(1);
        string name = stem;
        for (int i = 2; !_taken.Add(name); i++)
            name = stem + i.ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
