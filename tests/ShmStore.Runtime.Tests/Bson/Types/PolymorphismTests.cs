using CsCheck;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Interfaces and base classes: discriminators as MongoDB.Bson writes them, behind the fixed-width members.</summary>
public class PolymorphismTests
{
    private static readonly Shape[] Shapes = [new Circle { Color = 1, Radius = 2.5, Label = "c" }, new Square { Color = 7 }];

    [Fact]
    public void Each_reads_the_others_documents()
    {
        foreach (Shape shape in Shapes)
        {
            byte[] bytes = SingleElement.Write<Shape, PolymorphicCodec<Shape, ShapeTypes>>(shape);
            BsonValidation.Validate(bytes);
            Assert.Equal(shape, SingleElement.Read<Shape, PolymorphicCodec<Shape, ShapeTypes>>(bytes));
            Assert.Equal(shape, Oracle.Read<Shape>(bytes));
            Assert.Equal(shape, SingleElement.Read<Shape, PolymorphicCodec<Shape, ShapeTypes>>(Oracle.Write(shape)));
        }
    }

    [Fact]
    public void Without_fixed_members_the_bytes_are_mongodbs() => Gen.Int.Sample(v =>
    {
        Oracle.AssertSame<Shape, PolymorphicCodec<Shape, ShapeTypes>>(new Square { Color = v });
        Oracle.AssertSame<Animal, PolymorphicCodec<Animal, AnimalTypes>>(new Animal { Age = v });
        Oracle.AssertSame<Animal, PolymorphicCodec<Animal, AnimalTypes>>(new Cat { Age = v });
        Oracle.AssertSame<Animal, PolymorphicCodec<Animal, AnimalTypes>>(new Lion { Age = v });
    });

    [Fact]
    public void The_discriminator_follows_the_fixed_members()
    {
        var document = new BsonDocument { { "Color", 1 }, { "Radius", 2.5 }, { "_t", "Circle" }, { "Label", "c" } };
        Assert.Equal(new BsonDocument("v", document).ToBson(), SingleElement.Write<Shape, PolymorphicCodec<Shape, ShapeTypes>>(Shapes[0]));
    }

    [Fact]
    public void The_declared_type_itself_needs_no_discriminator()
    {
        byte[] bytes = SingleElement.Write<Animal, PolymorphicCodec<Animal, ScalarAnimalTypes>>(new Animal { Age = 3 });
        Assert.Equal(new BsonDocument("v", new BsonDocument("Age", 3)).ToBson(), bytes);
        Assert.Equal(new Animal { Age = 3 }, SingleElement.Read<Animal, PolymorphicCodec<Animal, ScalarAnimalTypes>>(bytes));
        Assert.Equal(new Animal { Age = 3 }, SingleElement.Read<Animal, PolymorphicCodec<Animal, ScalarAnimalTypes>>(new BsonDocument { { "_t", "Animal" }, { "Age", 3 } }));
    }

    [Fact]
    public void Unknown_types_are_named()
    {
        string message = Assert.Throws<ArgumentException>(() => SingleElement.Write<Shape, PolymorphicCodec<Shape, ShapeTypes>>(new Triangle())).Message;
        Assert.Contains("Triangle", message, StringComparison.Ordinal);
        Oracle.RefusesToWrite<Shape, PolymorphicCodec<Shape, ShapeTypes>>(null!);
        var unknown = new BsonDocument { { "_t", "Hexagon" } };
        BsonFormatException error = Assert.Throws<BsonFormatException>(() => SingleElement.Read<Shape, PolymorphicCodec<Shape, ShapeTypes>>(unknown));
        Assert.Equal((BsonFormatReason.TypeMismatch, "v._t"), (error.Reason, error.FieldPath));
        Assert.Contains("'Hexagon'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Circle, sq", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_discriminator_is_an_error_for_abstract_types()
    {
        BsonFormatException error = Assert.Throws<BsonFormatException>(() => SingleElement.Read<Shape, PolymorphicCodec<Shape, ShapeTypes>>(new BsonDocument("Color", 1)));
        Assert.Equal((BsonFormatReason.MissingField, "v._t"), (error.Reason, error.FieldPath));
    }

    [Fact]
    public void Discriminators_of_other_types_are_refused()
    {
        foreach (BsonValue discriminator in new BsonValue[] { 1, new BsonArray(), new BsonArray { 1 }, BsonNull.Value })
        {
            var document = new BsonDocument { { "_t", discriminator }, { "Color", 1 } };
            Assert.Equal(
                BsonFormatReason.TypeMismatch,
                Assert.Throws<BsonFormatException>(() => SingleElement.Read<Shape, PolymorphicCodec<Shape, ShapeTypes>>(document)).Reason);
        }
        Oracle.Mismatch<Shape, PolymorphicCodec<Shape, ShapeTypes>>("Circle");
        Oracle.Mismatch<Shape, PolymorphicCodec<Shape, ShapeTypes>>(BsonNull.Value);
    }

    [Fact]
    public void Errors_inside_name_their_member()
    {
        var shapes = new Shape[] { Shapes[0], new Circle { Label = "\ud800" } };
        Assert.Throws<ArgumentException>(() => SingleElement.Write<Shape[], ArrayCodec<Shape, PolymorphicCodec<Shape, ShapeTypes>>>(shapes));
        var document = new BsonDocument { { "_t", "Circle" }, { "Color", 1 }, { "Label", 5 } };
        BsonFormatException error = Assert.Throws<BsonFormatException>(() => SingleElement.Read<Shape, PolymorphicCodec<Shape, ShapeTypes>>(document));
        Assert.Equal("v.Label", error.FieldPath);
    }

    [Fact]
    public void Views_ask_for_the_type_without_allocating()
    {
        byte[] document = new BsonDocument { { "v", Oracle.Read<BsonValue>(SingleElement.Write<Shape, PolymorphicCodec<Shape, ShapeTypes>>(Shapes[0])) }, { "n", BsonNull.Value } }.ToBson();
        Allocations.AssertNone(() =>
        {
            PolymorphicView<Shape, ShapeTypes> view = View(document, "v"u8);
            Circle.View circle = view.As<Circle.View>();
            return (view.Is<Circle>() ? 1 : 0) + (view.Is<Square>() ? 1 : 0) + (view.TypeName == "Circle" ? 1 : 0) + (long)circle.Radius + circle.Label.Length;
        });
        Assert.True(View(document, "v"u8).Is<Circle>());
        Assert.False(View(document, "v"u8).Is<Square>());
        Assert.False(View(document, "v"u8).Is<Triangle>());
        Assert.Equal(2.5, View(document, "v"u8).As<Circle.View>().Radius);
        Assert.Equal(Shapes[0], View(document, "v"u8).ToObject());
        Assert.True(View(document, "n"u8).IsNull);
        Assert.Null(View(document, "n"u8).ToObject());
        Assert.False(View(document, "n"u8).Is<Circle>());
        Assert.True(View(document, "n"u8).TypeName.IsNull);
        Assert.True(View(document, "n"u8).Document.IsNull);
    }

    private static PolymorphicView<Shape, ShapeTypes> View(byte[] document, ReadOnlySpan<byte> name) =>
        new DocumentView(document).GetView<PolymorphicView<Shape, ShapeTypes>, PolymorphicViewReader<Shape, ShapeTypes>>(name, required: true);
}
