using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Model;

/// <summary>A nested object, written as the generator would.</summary>
internal sealed record Position : ISharedObject<Position>
{
    private static readonly TestLayout Shape = new();
    private static readonly int QuantityOffset = Shape.Add(ElementType.Int32, "Quantity", 4);
    private static readonly byte[] Template = Shape.Template;
    private static readonly byte[] Mask = Shape.Mask;

    public required string Name { get; init; }

    public int Quantity { get; init; }

    public static FixedLayout FixedLayout => new(Template, Mask);

    public static bool IsImmutable => true;

    public static void Write(ref DocumentWriter writer, Position value)
    {
        int start = writer.BeginDocument(Template);
        writer.SetFixed<int, int, Int32Codec>(start + QuantityOffset, value.Quantity);
        writer.Element<string, StringCodec>("Name"u8, value.Name);
        writer.EndDocument(start);
    }

    public static Position Read(in DocumentView document)
    {
        int quantity = document.GetFixed<int, int, Int32Codec>(QuantityOffset, "Quantity"u8, required: false);
        TailCursor tail = document.Tail();
        return new Position { Quantity = quantity, Name = tail.Next<string, StringCodec>("Name"u8, required: true) };
    }

    public readonly ref struct View(DocumentView document) : ISharedView<View>
    {
        private readonly DocumentView _document = document;

        public bool IsNull => _document.IsNull;

        public int Quantity => _document.GetFixed<int, int, Int32Codec>(QuantityOffset, "Quantity"u8, required: false);

        public Utf8View Name => _document.GetView<Utf8View, StringCodec>("Name"u8, required: true);

        static View ISharedView<View>.Create(DocumentView document) => new(document);

        static View IBsonView<View>.View(ElementView element) => new(DocumentView.Of<Position>(element));
    }
}
