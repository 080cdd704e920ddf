using MongoDB.Bson.Serialization.Attributes;
using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Model;

/// <summary>An abstract base with known types, written as the generator would.</summary>
[BsonKnownTypes(typeof(Circle), typeof(Square))]
internal abstract record Shape
{
    public int Color { get; init; }
}

/// <summary>A type with a fixed-width member of its own, and one of variable width.</summary>
internal sealed record Circle : Shape, ISharedObject<Circle>
{
    private static readonly TestLayout Layout = new();
    private static readonly int ColorOffset = Layout.Add(ElementType.Int32, "Color", 4);
    private static readonly int RadiusOffset = Layout.Add(ElementType.Double, "Radius", 8);
    private static readonly byte[] Template = Layout.Template;
    private static readonly byte[] Mask = Layout.Mask;

    public double Radius { get; init; }

    public string Label { get; init; } = "";

    public static FixedLayout FixedLayout => new(Template, Mask);

    public static bool IsImmutable => true;

    public static void Write(ref DocumentWriter writer, Circle value)
    {
        int start = writer.BeginDocument(Template);
        writer.SetFixed<int, int, Int32Codec>(start + ColorOffset, value.Color);
        writer.SetFixed<double, double, DoubleCodec>(start + RadiusOffset, value.Radius);
        writer.Element<string, StringCodec>("Label"u8, value.Label);
        writer.EndDocument(start);
    }

    public static Circle Read(in DocumentView document)
    {
        int color = document.GetFixed<int, int, Int32Codec>(ColorOffset, "Color"u8, required: false);
        double radius = document.GetFixed<double, double, DoubleCodec>(RadiusOffset, "Radius"u8, required: false);
        TailCursor tail = document.Tail();
        return new Circle { Color = color, Radius = radius, Label = tail.Next<string, StringCodec>("Label"u8, required: true) };
    }

    public readonly ref struct View(DocumentView document) : ISharedView<View>
    {
        private readonly DocumentView _document = document;

        public double Radius => _document.GetFixed<double, double, DoubleCodec>(RadiusOffset, "Radius"u8, required: false);

        public Utf8View Label => _document.GetView<Utf8View, StringCodec>("Label"u8, required: true);

        static View ISharedView<View>.Create(DocumentView document) => new(document);

        static View IBsonView<View>.View(ElementView element) => new(DocumentView.Of<Circle>(element));
    }
}

/// <summary>A type without fixed-width members of its own.</summary>
[BsonDiscriminator("sq")]
internal sealed record Square : Shape, ISharedObject<Square>
{
    private static readonly byte[] Template = [0, 0, 0, 0];

    public static FixedLayout FixedLayout => new(Template, Template);

    public static bool IsImmutable => true;

    public static void Write(ref DocumentWriter writer, Square value)
    {
        int start = writer.BeginDocument(Template);
        writer.Element<int, Int32Codec>("Color"u8, value.Color);
        writer.EndDocument(start);
    }

    public static Square Read(in DocumentView document) => new() { Color = document.Tail().Next<int, Int32Codec>("Color"u8, required: true) };
}

/// <summary>Not declared as a known type.</summary>
internal sealed record Triangle : Shape;

/// <summary>The types a member of type <see cref="Shape"/> may hold.</summary>
internal readonly struct ShapeTypes : IPolymorphic<Shape>
{
    public static KnownTypes<Shape> KnownTypes { get; } = new(KnownType<Shape>.Of<Circle>("Circle", "Circle"), KnownType<Shape>.Of<Square>("sq", "sq"));
}
