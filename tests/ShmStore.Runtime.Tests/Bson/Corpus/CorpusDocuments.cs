namespace ShmStore.Tests.Bson.Corpus;

/// <summary>All documents of the corpus.</summary>
internal static class CorpusDocuments
{
    private static readonly Dictionary<string, CorpusCase> ByName = new CorpusCase[][]
    {
        [.. FramingCases.All], [.. NameCases.All], [.. TextCases.All], [.. BinaryCases.All], [.. LengthCases.All], [.. NestingCases.All],
    }.SelectMany(part => part).ToDictionary(each => each.Name, StringComparer.Ordinal);

    /// <summary>The documents.</summary>
    public static IReadOnlyCollection<CorpusCase> All => ByName.Values;

    /// <summary>A document by its name.</summary>
    public static CorpusCase Find(string name) => ByName[name];
}
