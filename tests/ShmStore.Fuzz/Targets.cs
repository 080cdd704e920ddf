using System.Text;
using ShmStore.Bson;
using ShmStore.Store.Attaching;
using ShmStore.Store.Schema;
using ShmStore.Tests.Bson.Corpus;
using ShmStore.Tests.Bson.Equivalence;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Fuzz;

/// <summary>All targets.</summary>
internal static class Targets
{
    private const string DbPointer = "0C ";
    private const int LargestSeed = 2048;

    private static readonly string[] Maps =
    [
        "{}", """{"key":{"index":0,"size":12}}""", """ {"é\ud83d\ude00":{"size":5,"index":2147483647}, "":{"index":1,"size":1e1}} """, """{"k":{"index":-1}}""",
    ];

    private static readonly byte[] Union = BytesNotation.Parse(
        "[ 02 store: #4 'S.s' 00 04 keys: [ 03 0: [ 02 name: #2 'A' 00 02 kind: #6 'entry' 00 02 type: #2 'T' 00 ] ] " +
        "04 types: [ 03 0: [ 02 name: #2 'T' 00 04 fields: [ 03 0: [ 02 name: #2 'x' 00 02 type: #40 'array?:tuple:<int32?,map:object:T<A,B>>' 00 ] ] ] " +
        "03 1: [ 02 name: #7 'T<A,B>' 00 04 fields: [ ] 04 known: [ 03 0: [ 02 name: #2 'k' 00 02 type: #2 'T' 00 ] ] ] ] ]");

    /// <summary>The targets.</summary>
    public static IReadOnlyList<Target> All { get; } =
    [
        new("validate", Validate, Documents),
        new("views", static bytes => EveryRead.Damaged(bytes), Documents),
        new("codecs", Codecs, Objects),
        new("schema", static bytes => Attempt(() => Compare(new StoreSchema(bytes))), Schemas),
        new("map", ParseMap, static () => Maps.Select(Encoding.UTF8.GetBytes)),
    ];

    // What is accepted, everything reads, and to the same values.
    private static void Validate(byte[] bytes)
    {
        try
        {
            BsonValidation.Validate(bytes);
        }
        catch (BsonFormatException)
        {
            return;
        }
        string text = ViewedText.Of(bytes);
        EveryRead.Valid(bytes);
        // MongoDB.Bson does not know the deprecated DBPointer.
        if (!text.Contains(DbPointer, StringComparison.Ordinal) && MongoText.Of(bytes) != text)
            throw new InvalidOperationException("MongoDB.Bson reads something else.");
    }

    private static void Codecs(byte[] bytes)
    {
        Attempt(() => Account.Read(DocumentView.Of<Account>(bytes)));
        // As if a block had been marked canonical and then torn.
        Attempt(() => Account.Read(new DocumentView(bytes, Account.FixedLayout.End)));
        Attempt(() => ReadView(new Account.View(new DocumentView(bytes, Account.FixedLayout.End))));
        Attempt(() => Node.Read(new DocumentView(bytes)));
        Attempt(() => ShmStore.Documents.BsonValueReader.ReadDocument(new DocumentView(bytes)));
    }

    private static void ReadView(Account.View view)
    {
        _ = view.Count + view.Delta + view.Ratio + (double)view.Balance + view.Opened.Ticks + view.Token.GetHashCode() + view.Id.Timestamp;
        _ = view.Name.Length + view.Note.Length + view.Blob.Length + (view.Limit ?? 0);
        foreach (Position.View position in view.Positions)
            _ = position.IsNull ? 0 : position.Quantity + position.Name.ToString().Length;
        foreach (ArrayView<int, Int32Codec> row in view.Matrix)
            _ = row.Count;
    }

    private static void ParseMap(byte[] bytes)
    {
        MemoryMap map;
        try
        {
            map = MemoryMap.Parse(Encoding.UTF8.GetString(bytes));
        }
        catch (FormatException)
        {
            return;
        }
        if (!MemoryMap.Parse(map.ToJson()).SequenceEqual(map))
            throw new InvalidOperationException("The map is not the same when it is read again.");
    }

    private static IEnumerable<byte[]> Documents() => CorpusDocuments.All.Select(each => each.Document).Where(bytes => bytes.Length is > 0 and <= LargestSeed);

    private static IEnumerable<byte[]> Objects() =>
        [.. ReadCases.All.Concat(LayoutCases.All).Select(each => each.Document), Encoded.Of(new Node { Next = new Node(), Children = [new Node()] })];

    // As a program's schema and as the store's, in the way that attaching does.
    private static void Compare(StoreSchema schema)
    {
        var program = new StoreSchema(Union);
        SchemaComparer comparison = SchemaComparer.Compare(program, schema);
        SchemaComparer.Compare(schema, program);
        if (comparison.Differences.Count == 0)
            AppendedParts.Between(schema, SchemaMerger.Merge(program, schema, comparison), SchemaClaims.MostClaims + 1);
    }

    private static IEnumerable<byte[]> Schemas() =>
    [
        Union,
        BytesNotation.Parse("[ 02 store: #2 's' 00 04 keys: [ ] 04 types: [ ] ]"),
        BytesNotation.Parse(
            "[ 02 store: #4 'S.s' 00 04 keys: [ 03 0: [ 02 name: #2 'A' 00 02 kind: #6 'entry' 00 02 type: #2 'T' 00 ] ] " +
            "04 types: [ 03 0: [ 02 name: #2 'T' 00 04 fields: [ 03 0: [ 02 name: #2 'x' 00 02 type: #6 'int32' 00 10 offset: #7 08 required: 01 ] ] ] ] ]"),
    ];

    private static void Attempt(Action read)
    {
        try
        {
            read();
        }
        catch (BsonFormatException)
        {
            // The one exception that bytes may cause.
        }
    }
}
