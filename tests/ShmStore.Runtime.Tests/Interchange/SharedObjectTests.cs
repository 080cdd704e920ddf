using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Tests.Interchange;

public sealed class SharedObjectTests
{
    [Fact]
    public void Generated_types_go_through_the_codec_and_others_through_MongoDB()
    {
        SharedObject generated = SharedObject.FromObject(new Point(7, "p"));
        SharedObject anonymous = SharedObject.FromObject(new { X = 7, Name = "p" });
        SharedObject document = SharedObject.FromObject(new BsonDocument { { "X", 7 }, { "Name", "p" } });
        SharedObject dictionary = SharedObject.FromObject(new Dictionary<string, object> { ["X"] = 7, ["Name"] = "p" });
        foreach (SharedObject other in new[] { anonymous, document, dictionary })
            Assert.Equal(generated.Raw.ToArray(), other.Raw.ToArray());
        Assert.Equal(new Point(7, "p"), dictionary.Get<Point>());
        Assert.Equal("p", generated.Get<Plain>().Name);
        Assert.Equal(7, generated.Get<Dictionary<string, object>>()["X"]);
        Assert.Equal(new BsonDocument { { "X", 7 }, { "Name", "p" } }, generated.ToBsonDocument());
    }

    [Fact]
    public void Raw_is_exactly_the_document_wherever_it_lies()
    {
        byte[] raw = SharedObject.FromObject(new Point(7, "p")).Raw.ToArray();
        byte[] memory = [1, 2, 3, .. raw, 4, 5];
        SharedObject attached = SharedObject.FromMemoryArray(memory, new MemoryBounds(3, raw.Length));
        Assert.Equal(raw, attached.Raw.ToArray());
        Assert.Equal(new Point(7, "p"), attached.Get<Point>());
        Assert.True(attached.Raw.Span.Overlaps(memory));
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => SharedObject.FromObject((Point)null!));
        Assert.Throws<ArgumentNullException>(() => SharedObject.FromObject((BsonDocument)null!));
        Assert.Throws<ArgumentNullException>(() => SharedObject.FromObject((object)null!));
    }

    [Theory]
    [MemberData(nameof(NotDocuments))]
    public void What_is_no_document_is_refused_with_its_type(string name, object value)
    {
        var error = Assert.Throws<ArgumentException>(() => SharedObject.FromObject(value));
        Assert.Contains(value.GetType().ToString(), error.Message);
        Assert.NotNull(error.InnerException);
        Assert.NotEmpty(name);
    }

    public static TheoryData<string, object> NotDocuments => new()
    {
        { "number", 5 },
        { "list", new List<int> { 1 } },
        { "lone surrogate", new { Text = "\ud800" } },
        { "name with zero", new Dictionary<string, int> { ["a\0b"] = 1 } },
        { "cycle", new Cycle() },
        { "getter that throws", new Throwing() },
        { "duplicate name", new { D = new BsonDocument(allowDuplicateNames: true) { { "x", 1 }, { "x", 2 } } } },
        { "too large", new { Bytes = new byte[17 << 20] } },
        { "too deep inside", new { Raw = new RawBsonDocument(Nested(20_000)) } },
    };

    [Fact]
    public void Reading_as_a_type_it_is_not_says_so()
    {
        SharedObject other = SharedObject.FromObject(new BsonDocument { { "X", "text" }, { "Name", 1 } });
        Assert.Equal(BsonFormatReason.TypeMismatch, Assert.Throws<BsonFormatException>(() => other.Get<Point>()).Reason);
        Assert.Contains(typeof(Plain).ToString(), Assert.Throws<SharedStoreException>(() => other.Get<Plain>()).Message);
    }

    [Fact]
    public void MongoDB_never_sees_bytes_that_changed_into_something_dangerous()
    {
        byte[] memory = SharedObject.FromObject(new { Bytes = new byte[200_000] }).Raw.ToArray();
        SharedObject attached = SharedObject.FromMemoryArray(memory, new MemoryBounds(0, memory.Length));
        byte[] deep = Nested(20_000);
        byte[] padded = [.. BitConverter.GetBytes(memory.Length), .. deep.AsSpan(4)];
        padded.CopyTo(memory, 0);
        Assert.Throws<SharedStoreException>(() => attached.Get<Dictionary<string, object>>());
        Assert.Throws<BsonFormatException>(attached.ToBsonDocument);
    }

    /// <summary>A document of the given number of levels.</summary>
    internal static byte[] Nested(int levels)
    {
        const int Framing = 4 + 3 + 1;
        byte[] document = new byte[(Framing * (levels - 1)) + 5];
        for (int level = 0, position = 0; level < levels; level++)
        {
            BitConverter.TryWriteBytes(document.AsSpan(position), document.Length - (position + level));
            if (level == levels - 1)
                break;
            document[position + 4] = 0x03;
            document[position + 5] = (byte)'d';
            position += 7;
        }
        return document;
    }

    internal sealed class Plain
    {
        public int X { get; set; }

        public string Name { get; set; } = "";
    }

    internal sealed class Cycle
    {
        public Cycle Self => this;

        public Cycle Settable { get => this; set => _ = value; }
    }

    internal sealed class Throwing
    {
        public int Value { get => throw new InvalidTimeZoneException("no"); set => _ = value; }
    }
}
