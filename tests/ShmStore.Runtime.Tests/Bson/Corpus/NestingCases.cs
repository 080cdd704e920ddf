using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;
using static ShmStore.Bson.BsonFormatReason;
using static ShmStore.Tests.Bson.Corpus.CorpusCase;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>How deep documents may be, and what lies inside scopes.</summary>
internal static class NestingCases
{
    // A level's bytes before the next level: its length, and the head of the element that holds the next.
    private const int DocumentStep = 4 + 6;
    private const int ArrayStep = 4 + 3;
    private const int ScopeStep = 4 + 3 + 4 + 5;

    public static IEnumerable<CorpusCase> All { get; } =
    [
        Accepted("99 levels", Nested.Document(99)),
        Accepted("100 levels", Nested.Document(100)),
        Refused("101 levels", Nested.Document(101), LimitExceeded, 100 * DocumentStep, string.Join('.', Enumerable.Repeat("Next", 100))),
        Refused("20,000 levels", Nested.Document(20_000), LimitExceeded, 100 * DocumentStep, string.Join('.', Enumerable.Repeat("Next", 100))),
        Accepted("100 levels of arrays", Levels(100, "04 0: ")),
        Refused("101 levels of arrays", Levels(101, "04 0: "), LimitExceeded, 100 * ArrayStep, "0" + string.Concat(Enumerable.Repeat("[0]", 99))),
        Refused("20,000 levels of arrays", Levels(20_000, "04 0: "), LimitExceeded, 100 * ArrayStep, "0" + string.Concat(Enumerable.Repeat("[0]", 99))),
        Accepted("100 levels of scopes", Scopes(100)),
        Refused("101 levels of scopes", Scopes(101), LimitExceeded, 100 * ScopeStep, string.Join('.', Enumerable.Repeat("s", 100))),
        Accepted("twenty thousand siblings", $"[ {string.Concat(Enumerable.Repeat("03 : [ ] ", 20_000))} ]"),
        Refused("boolean in a scope", "[ 0F a: #18 #1 00 [ 08 x: 05 ] ]", BadBoolean, 23, "a.x"),
        Refused("name in a scope", "[ 0F a: #17 #1 00 [ 0A FF 00 ] ]", BadElementName, 20, "a.\uFFFD"),
        Accepted("scopes in an array in a scope", "[ 0F a: #39 #1 00 [ 04 b: [ 0F 0: #14 #1 00 [ ] ] ] ]"),
    ];

    // An element of scoped code: its length, which is set below, an empty code, and the next level as its scope.
    private static byte[] Scopes(int levels) => Levels(levels, "0F s: #0 #1 00");

    private static byte[] Levels(int levels, string notation)
    {
        byte[] head = BytesNotation.Parse(notation);
        int step = sizeof(int) + head.Length;
        byte[] document = new byte[((levels - 1) * (step + 1)) + ElementSize.EmptyDocument];
        for (int level = 0; level < levels; level++)
        {
            Span<byte> inner = document.AsSpan(level * step, document.Length - (level * (step + 1)));
            BitConverter.TryWriteBytes(inner, inner.Length);
            if (level == levels - 1)
                break;
            head.CopyTo(inner[sizeof(int)..]);
            // The whole value of scoped code: from its own length to the end of the scope.
            if (head[0] == (byte)ElementType.JavaScriptWithScope)
                BitConverter.TryWriteBytes(inner[(sizeof(int) + 3)..], inner.Length - sizeof(int) - 3 - 1);
        }
        return document;
    }
}
