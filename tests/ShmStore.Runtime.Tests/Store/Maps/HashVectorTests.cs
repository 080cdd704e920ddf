using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ShmStore.Store.Maps;

namespace ShmStore.Tests.Store.Maps;

/// <summary>The hashes in docs/format.md, by which readers in other languages test theirs, are those of the library.</summary>
public sealed partial class HashVectorTests
{
    [Fact]
    public async Task The_vectors_in_the_description_of_the_format_are_right()
    {
        string page = await File.ReadAllTextAsync(Page(), TestContext.Current.CancellationToken);
        MatchCollection vectors = Vectors().Matches(page);
        Assert.InRange(vectors.Count, 12, 40);
        Assert.All(vectors, static vector =>
        {
            byte[] key = Convert.FromHexString(vector.Groups["key"].Value);
            Assert.Equal(NumberOf(vector, "hash"), KeyHash.Of(key, new KeySeed(NumberOf(vector, "s"), NumberOf(vector, "t"))));
        });
    }

    private static ulong NumberOf(Match vector, string group) => ulong.Parse(vector.Groups[group].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Page([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "../../../../docs/format.md");

    // | `s` | `t` | `key` | `hash` |, where a key of no bytes is the word "nothing".
    [GeneratedRegex(@"^\| `(?<s>[0-9a-f]{16})` \| `(?<t>[0-9a-f]{16})` \| (?:`(?<key>[0-9a-f]+)`|nothing) \| `(?<hash>[0-9a-f]{16})` \|$", RegexOptions.Multiline)]
    private static partial Regex Vectors();
}
