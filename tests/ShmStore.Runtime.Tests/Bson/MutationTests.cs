using CsCheck;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

/// <summary>Damaged documents: everything ends, with the one exception type or a value.</summary>
public class MutationTests
{
    private static readonly byte[][] Seeds =
    [
        Samples.Encode(Samples.Account),
        Samples.Encode(new Node { Next = new Node(), Children = [new Node(), new Node { Next = new Node() }] }),
#pragma warning disable CS0618 // deprecated types are part of what may be damaged
        new BsonDocument
        {
            { "regex", new BsonRegularExpression("a", "i") },
            { "scoped", new BsonJavaScriptWithScope("f", new BsonDocument("x", new BsonArray { 1, BsonMinKey.Value })) },
            { "symbol", BsonSymbolTable.Lookup("s") },
            { "old", new BsonBinaryData([1], BsonBinarySubType.OldBinary) },
            { "stamp", new BsonTimestamp(1) },
        }.ToBson(),
#pragma warning restore CS0618
    ];

    // Small counts, type bytes and the edges of signed bytes.
    private static readonly byte[] Telling = [0, 1, 2, 3, 4, 5, 0x7F, 0x80, 0xFF];

    private static readonly Gen<byte[]> Damaged =
        from seed in Gen.Int[0, Seeds.Length - 1]
        from cut in Gen.Frequency((9, Gen.Const(0)), (1, Gen.Int[0, Seeds[seed].Length]))
        from changes in Gen.Select(Gen.Int[0, Seeds[seed].Length - 1], Gen.OneOf(Gen.Byte, Gen.Int[0, Telling.Length - 1].Select(i => Telling[i]))).Array[1, 6]
        select Damage(Seeds[seed], cut, changes);

    // Of each attempt, by its place.
    private readonly int[] _read = new int[6];
    private readonly int[] _refused = new int[6];

    [Fact]
    public void Nothing_but_format_errors_comes_out()
    {
        Replayable.Try(Damaged, bytes =>
        {
            Attempt(0, () => Walk(new DocumentView(bytes), 0));
            Attempt(1, () => Account.Read(new DocumentView(bytes)));
            Attempt(2, () => Account.Read(new DocumentView(bytes, Account.FixedLayout.End)));
            Attempt(3, () => Node.Read(new DocumentView(bytes)));
            Attempt(4, () => ReadViews(new Account.View(new DocumentView(bytes, Account.FixedLayout.End))));
            Attempt(5, () => BsonValidation.Validate(bytes));
        }, 30_000, Environment.ProcessorCount, Convert.ToHexString);
        Assert.All(_read, static read => Assert.True(read > 100));
        Assert.All(_refused, static refused => Assert.True(refused > 100));
    }

    private static byte[] Damage(byte[] seed, int cut, (int At, byte Value)[] changes)
    {
        byte[] bytes = [.. seed];
        foreach ((int at, byte value) in changes)
            bytes[at] = value;
        return bytes[..^cut];
    }

    private static void Walk(DocumentView document, int depth)
    {
        foreach (ElementView element in document)
        {
            if (element.Type is ElementType.Document or ElementType.Array)
                Walk(element.AsDocument(), depth + 1);
            else
                _ = element.Value.Length + element.Name.Length;
        }
        Assert.True(depth < 100);
    }

    private static void ReadViews(Account.View view)
    {
        long sum = view.Count + view.Delta + view.Name.Length + view.Blob.Length + (view.Limit ?? 0);
        if (!view.Main.IsNull)
            sum += view.Main.Name.Length;
        foreach (Position.View position in view.Positions)
        {
            if (!position.IsNull)
                sum += position.Quantity;
        }
        foreach (Utf8View tag in view.Tags)
            sum += tag == "x" ? 1 : tag.Length;
        foreach (ArrayView<int, Int32Codec> row in view.Matrix)
            sum += row.Count;
        Assert.True(sum != long.MinValue);
    }

    private void Attempt(int place, Action read)
    {
        try
        {
            read();
            Interlocked.Increment(ref _read[place]);
        }
        catch (BsonFormatException)
        {
            // The one exception that damaged bytes may cause.
            Interlocked.Increment(ref _refused[place]);
        }
    }
}
