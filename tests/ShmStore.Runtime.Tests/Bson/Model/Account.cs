using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Model;

/// <summary>One member of every kind, written as the generator would.</summary>
internal sealed class Account : ISharedObject<Account>
{
    private static readonly TestLayout Shape = new();
    public static readonly int IdOffset = Shape.Add(ElementType.ObjectId, "_id", 12);
    public static readonly int ActiveOffset = Shape.Add(ElementType.Boolean, "Active", 1);
    public static readonly int CountOffset = Shape.Add(ElementType.Int32, "Count", 4);
    public static readonly int DeltaOffset = Shape.Add(ElementType.Int64, "Delta", 8);
    public static readonly int RatioOffset = Shape.Add(ElementType.Double, "Ratio", 8);
    public static readonly int BalanceOffset = Shape.Add(ElementType.Decimal128, "Balance", 16);
    public static readonly int OpenedOffset = Shape.Add(ElementType.DateTime, "Opened", 8);
    public static readonly int TokenOffset = Shape.Add(ElementType.Binary, "Token", 21);
    public static readonly int ColorOffset = Shape.Add(ElementType.Int32, "Color", 4);
    public static readonly int WideOffset = Shape.Add(ElementType.Int64, "Wide", 8);
    private static readonly byte[] Template = Shape.Template;
    private static readonly byte[] Mask = Shape.Mask;

    public ObjectId Id { get; set; }

    public bool Active { get; set; }

    public int Count { get; set; }

    public long Delta { get; set; }

    public double Ratio { get; set; }

    public decimal Balance { get; set; }

    public DateTime Opened { get; set; }

    public Guid Token { get; set; }

    public Color Color { get; set; }

    public Wide Wide { get; set; }

    public string Name { get; set; } = "";

    public string? Note { get; set; }

    public int? Limit { get; set; }

    public byte[] Blob { get; set; } = [];

    public Position? Main { get; set; }

    public Position[] Positions { get; set; } = [];

    public string[] Tags { get; set; } = [];

    public List<int[]> Matrix { get; set; } = [];

    public static FixedLayout FixedLayout => new(Template, Mask);

    public static bool IsImmutable => false;

    public static void Write(ref DocumentWriter writer, Account value)
    {
        int start = writer.BeginDocument(Template);
        writer.SetFixed<ObjectId, ObjectIdRaw, ObjectIdCodec>(start + IdOffset, value.Id);
        writer.SetFixed<bool, byte, BooleanCodec>(start + ActiveOffset, value.Active);
        writer.SetFixed<int, int, Int32Codec>(start + CountOffset, value.Count);
        writer.SetFixed<long, long, Int64Codec>(start + DeltaOffset, value.Delta);
        writer.SetFixed<double, double, DoubleCodec>(start + RatioOffset, value.Ratio);
        writer.SetFixed<decimal, Decimal128Raw, DecimalCodec>(start + BalanceOffset, value.Balance);
        writer.SetFixed<DateTime, long, DateTimeCodec>(start + OpenedOffset, value.Opened);
        writer.SetFixed<Guid, UuidRaw, GuidCodec>(start + TokenOffset, value.Token);
        writer.SetFixed<Color, int, EnumInt32Codec<Color>>(start + ColorOffset, value.Color);
        writer.SetFixed<Wide, long, EnumInt64Codec<Wide>>(start + WideOffset, value.Wide);
        writer.Element<string, StringCodec>("Name"u8, value.Name);
        writer.Element<string?, NullableReferenceCodec<string, StringCodec>>("Note"u8, value.Note);
        writer.Element<int?, NullableCodec<int, Int32Codec>>("Limit"u8, value.Limit);
        writer.Element<byte[], BinaryCodec>("Blob"u8, value.Blob);
        writer.Element<Position?, NullableReferenceCodec<Position, ObjectCodec<Position>>>("Main"u8, value.Main);
        writer.Element<Position[], ArrayCodec<Position, ObjectCodec<Position>>>("Positions"u8, value.Positions);
        writer.Element<string[], ArrayCodec<string, StringCodec>>("Tags"u8, value.Tags);
        writer.Element<List<int[]>, ListCodec<int[], ArrayCodec<int, Int32Codec>>>("Matrix"u8, value.Matrix);
        writer.EndDocument(start);
    }

    public static Account Read(in DocumentView document)
    {
        var view = new View(document);
        var account = new Account
        {
            Id = view.Id,
            Active = view.Active,
            Count = view.Count,
            Delta = view.Delta,
            Ratio = view.Ratio,
            Balance = view.Balance,
            Opened = view.Opened,
            Token = view.Token,
            Color = view.Color,
            Wide = view.Wide,
        };
        TailCursor tail = document.Tail();
        account.Name = tail.Next<string, StringCodec>("Name"u8, required: true);
        account.Note = tail.Next<string?, NullableReferenceCodec<string, StringCodec>>("Note"u8, required: false);
        account.Limit = tail.Next<int?, NullableCodec<int, Int32Codec>>("Limit"u8, required: false);
        account.Blob = tail.Next<byte[], BinaryCodec>("Blob"u8, required: true);
        account.Main = tail.Next<Position?, NullableReferenceCodec<Position, ObjectCodec<Position>>>("Main"u8, required: false);
        account.Positions = tail.Next<Position[], ArrayCodec<Position, ObjectCodec<Position>>>("Positions"u8, required: true);
        if (tail.TryNext<string[], ArrayCodec<string, StringCodec>>("Tags"u8, out string[]? tags))
            account.Tags = tags;
        if (tail.TryNext<List<int[]>, ListCodec<int[], ArrayCodec<int, Int32Codec>>>("Matrix"u8, out List<int[]>? matrix))
            account.Matrix = matrix;
        return account;
    }

    public readonly ref struct View(DocumentView document) : ISharedView<View>
    {
        private readonly DocumentView _document = document;

        public ObjectId Id => _document.GetFixed<ObjectId, ObjectIdRaw, ObjectIdCodec>(IdOffset, "_id"u8, required: false);

        public bool Active => _document.GetFixed<bool, byte, BooleanCodec>(ActiveOffset, "Active"u8, required: false);

        public int Count => _document.GetFixed<int, int, Int32Codec>(CountOffset, "Count"u8, required: false);

        public long Delta => _document.GetFixed<long, long, Int64Codec>(DeltaOffset, "Delta"u8, required: false);

        public double Ratio => _document.GetFixed<double, double, DoubleCodec>(RatioOffset, "Ratio"u8, required: false);

        public decimal Balance => _document.GetFixed<decimal, Decimal128Raw, DecimalCodec>(BalanceOffset, "Balance"u8, required: false);

        public DateTime Opened => _document.GetFixed<DateTime, long, DateTimeCodec>(OpenedOffset, "Opened"u8, required: false);

        public Guid Token => _document.GetFixed<Guid, UuidRaw, GuidCodec>(TokenOffset, "Token"u8, required: false);

        public Color Color => _document.GetFixed<Color, int, EnumInt32Codec<Color>>(ColorOffset, "Color"u8, required: false);

        public Wide Wide => _document.GetFixed<Wide, long, EnumInt64Codec<Wide>>(WideOffset, "Wide"u8, required: false);

        public Utf8View Name => _document.GetView<Utf8View, StringCodec>("Name"u8, required: true);

        public Utf8View Note => _document.GetView<Utf8View, StringCodec>("Note"u8, required: false);

        public int? Limit => _document.GetView<int?, NullableView<int, Int32Codec>>("Limit"u8, required: false);

        public ReadOnlySpan<byte> Blob => _document.GetView<ReadOnlySpan<byte>, BinaryCodec>("Blob"u8, required: true);

        public Position.View Main => _document.GetView<Position.View, Position.View>("Main"u8, required: false);

        public ArrayView<Position.View, Position.View> Positions =>
            _document.GetView<ArrayView<Position.View, Position.View>, ArrayViewReader<Position.View, Position.View>>("Positions"u8, required: true);

        public ArrayView<Utf8View, StringCodec> Tags =>
            _document.GetView<ArrayView<Utf8View, StringCodec>, ArrayViewReader<Utf8View, StringCodec>>("Tags"u8, required: false);

        public ArrayView<ArrayView<int, Int32Codec>, ArrayViewReader<int, Int32Codec>> Matrix =>
            _document.GetView<ArrayView<ArrayView<int, Int32Codec>, ArrayViewReader<int, Int32Codec>>, ArrayViewReader<ArrayView<int, Int32Codec>, ArrayViewReader<int, Int32Codec>>>("Matrix"u8, required: false);

        static View ISharedView<View>.Create(DocumentView document) => new(document);

        static View IBsonView<View>.View(ElementView element) => new(DocumentView.Of<Account>(element));
    }
}
