using System.Text.RegularExpressions;

namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>The hashes in docs/format.md are those that the reader in Python computes.</summary>
public sealed partial class HashVectorTests
{
    [Fact]
    public async Task The_vectors_in_the_description_of_the_format()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(SourceFolder.Path, "../../docs/format.md"), TestContext.Current.CancellationToken);
        MatchCollection vectors = Vectors().Matches(page);
        Assert.InRange(vectors.Count, 12, 40);
        string input = string.Concat(vectors.Select(static vector => $"{vector.Groups["s"]} {vector.Groups["t"]} {vector.Groups["key"]}\n"));
        Assert.Equal(string.Concat(vectors.Select(static vector => $"{vector.Groups["hash"]}\n")), await PythonReader.RunAsync("hashes.py", [], input));
    }

    [GeneratedRegex(@"^\| `(?<s>[0-9a-f]{16})` \| `(?<t>[0-9a-f]{16})` \| (?:`(?<key>[0-9a-f]+)`|nothing) \| `(?<hash>[0-9a-f]{16})` \|$", RegexOptions.Multiline)]
    private static partial Regex Vectors();
}
