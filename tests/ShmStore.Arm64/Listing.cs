using System.Text.RegularExpressions;

namespace ShmStore.Arm64;

/// <summary>The instructions of one method, in the order in which they stand.</summary>
internal sealed partial record Listing(string Method, IReadOnlyList<Instruction> Instructions)
{
    /// <summary>All methods of a file that the compiler has printed.</summary>
    public static List<Listing> ReadAll(string path)
    {
        List<Listing> listings = [];
        foreach (string part in File.ReadAllText(path).Split("; Assembly listing for method ").Skip(1))
        {
            string[] lines = part.Split('\n');
            IEnumerable<Instruction> instructions = lines.Skip(1).Where(static line => line.StartsWith("   ", StringComparison.Ordinal) && line.Trim().Length > 0)
                .Select(static line => new Instruction(Spaces().Replace(line.Trim(), " ")));
            listings.Add(new Listing(lines[0].Replace(" (FullOpts)", "", StringComparison.Ordinal), [.. instructions]));
        }

        return listings;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
