using System.Globalization;
using MongoDB.Bson;

namespace ShmStore.Interop.Tests.Decoders;

/// <summary>What our codecs write is read by every decoder, and means the same to each.</summary>
public sealed class ForeignReadsTests
{
    public static TheoryData<string> Codecs => ForeignCodecs.Names;

    [Theory]
    [MemberData(nameof(Codecs))]
    public async Task The_shared_set(string name)
    {
        ForeignCodec codec = ForeignCodecs.Find(name);
        foreach (int seed in (int[])[1, 2, Random.Shared.Next()])
        {
            var documents = SharedSet.Of(seed);
            string[] answers = await codec.DecodeAsync(documents.Select(document => document.Bytes));
            foreach (var (document, answer) in documents.Zip(answers))
            {
                BsonDocument? expected = KnownDifferences.Read(codec, document.Expected);
                string subject = string.Create(CultureInfo.InvariantCulture, $"{document.Name}: ");
                Assert.Equal(subject + (expected is null ? "error" : Normal(NpmPackage.ToJson(expected))), subject + Normal(answer));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public async Task A_wrong_byte_is_noticed(string name)
    {
        var (_, bytes, expected) = SharedSet.Of(1).First(document => document.Name == "the native order");
        int count = bytes.AsSpan().IndexOf("Count\0"u8) + 6;
        bytes[count]++;
        string[] answers = await ForeignCodecs.Find(name).DecodeAsync([bytes]);
        Assert.NotEqual(NpmPackage.ToJson(expected), Normal(answers[0]));
        expected["Count"] = 43;
        Assert.Equal(NpmPackage.ToJson(expected), Normal(answers[0]));
    }

    // Decoders space and print numbers differently. What is expected is read again too: MongoDB.Bson reads -0.0 as 0.0.
    private static string Normal(string answer) =>
        answer.StartsWith("error", StringComparison.Ordinal) ? "error" : NpmPackage.ToJson(BsonDocument.Parse(answer));
}
