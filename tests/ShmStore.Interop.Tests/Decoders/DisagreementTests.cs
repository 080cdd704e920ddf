namespace ShmStore.Interop.Tests.Decoders;

/// <summary>Documents that decoders read differently from each other, because nothing says what is right.</summary>
public sealed class DisagreementTests
{
    // {"a": 1, "a": 2}, {"n": NaN with a sign and a payload}, {"n": signalling NaN}
    private static readonly byte[] Twice = Convert.FromHexString("13000000106100010000001061000200000000");
    private static readonly byte[] PayloadNaN = Convert.FromHexString("10000000016E00EFBEADDE0000F8FF00");
    private static readonly byte[] SignallingNaN = Convert.FromHexString("10000000016E00010000000000F07F00");

    // Here, the first of two counts: what a reader of one field finds. Most others build a dictionary, where the last one stays.
    [Theory]
    [InlineData("npm bson 6", "2")]
    [InlineData("npm bson 7", "2")]
    [InlineData("python3-bson", "2")]
    [InlineData("python3-bson without C", "2")]
    [InlineData("libbson", "1 2")]
    public async Task A_name_twice(string name, string values)
    {
        Assert.Equal(1, SharedObject.FromMemoryArray(Twice, new MemoryBounds(0, Twice.Length)).ToBsonDocument()["a"]);
        string[] answers = await ForeignCodecs.Find(name).DecodeAsync([Twice]);
        Assert.Equal(values, string.Join(' ', answers[0].Split('"').Where(part => int.TryParse(part, out _))));
    }

    // All read a NaN. What becomes of its other bits when it is written again is up to them; here they stay.
    [Theory]
    [InlineData("npm bson 6", true)]
    [InlineData("npm bson 7", true)]
    [InlineData("python3-bson", true)]
    [InlineData("python3-bson without C", true)]
    [InlineData("libbson", true)]
    public async Task The_bits_of_a_NaN(string name, bool keepsPayload)
    {
        foreach (byte[] document in (byte[][])[PayloadNaN, SignallingNaN])
        {
            byte[] ours = SharedObject.FromObject(SharedObject.FromMemoryArray(document, new MemoryBounds(0, document.Length)).ToBsonDocument()).Raw.ToArray();
            Assert.Equal(document, ours);
        }
        string[] answers = await ForeignCodecs.Find(name).DecodeAsync([PayloadNaN, SignallingNaN]);
        Assert.All(answers, answer => Assert.Contains("NaN", answer, StringComparison.Ordinal));
        byte[][] again = await ForeignCodecs.Find(name).RecodeAsync([PayloadNaN]);
        Assert.Equal(keepsPayload, again[0].AsSpan().SequenceEqual(PayloadNaN));
    }

    // A string may hold a zero character, and so may code; who takes it for a C string loses the rest of it.
    [Theory]
    [InlineData("npm bson 6", "a\0b")]
    [InlineData("npm bson 7", "a\0b")]
    [InlineData("python3-bson", "a\0b")]
    [InlineData("python3-bson without C", "a\0b")]
    [InlineData("libbson", "a")]
    public async Task Code_with_a_zero_character(string name, string code)
    {
        byte[][] written = await ForeignCodecs.Find(name).EncodeAsync(["""{"c":{"$code":"a\u0000b"}}"""]);
        Assert.Equal(code, SharedObject.FromMemoryArray(written[0], new MemoryBounds(0, written[0].Length)).ToBsonDocument()["c"].AsBsonJavaScript.Code);
    }
}
