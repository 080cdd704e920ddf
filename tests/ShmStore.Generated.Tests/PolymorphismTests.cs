using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Interfaces and base classes with known types.</summary>
public sealed class PolymorphismTests
{
    private static readonly Zoo Everything = new()
    {
        Vehicle = new Car(4, "A 1"),
        Vehicles = [new Bike(), new Car(3, "B 2")],
        Figure = new Square { Id = 7, Label = "s", Parts = [new Circle { Color = 1, Radius = 2.5 }] },
        Beasts = { ["beast"] = new Beast { Age = 1 }, ["cat"] = new Cat { Name = "c" }, ["lion"] = new Lion { Mane = true }, ["mouse"] = new Mouse() },
        Lion = new Lion { Age = 9 },
        Ordinaries = [new Ordinary { Number = 1 }, new Special { Number = 2 }],
    };

    [Fact]
    public void Members()
    {
        Zoo back = RoundTrip.CheckAgainstMongo(ShapeStore.Key.Zoo, static writer => writer.Zoo, Everything);
        Assert.Equal(Everything.Vehicle, back.Vehicle);
        Assert.IsType<Bike>(back.Vehicles[0]);
        Assert.IsType<Circle>(Assert.IsType<Square>(back.Figure).Parts[0]);
        Assert.Equal([typeof(Beast), typeof(Cat), typeof(Lion), typeof(Mouse)], back.Beasts.Values.Select(static beast => beast.GetType()));
        Assert.Equal([typeof(Ordinary), typeof(Special)], back.Ordinaries.Select(static ordinary => ordinary.GetType()));
        RoundTrip.CheckAgainstMongo(ShapeStore.Key.Zoo, static writer => writer.Zoo, new Zoo());
    }

    [Fact]
    public void Entries()
    {
        Square square = new() { Id = 1, Color = 2, Label = "l" };
        Assert.Equal(1, Assert.IsType<Square>(RoundTrip.CheckAgainstMongo<Figure>(ShapeStore.Key.Figure, static writer => writer.Figure, square)).Id);
        Assert.True(Assert.IsType<Lion>(RoundTrip.CheckAgainstMongo<Beast>(ShapeStore.Key.Beast, static writer => writer.Beast, new Lion { Mane = true })).Mane);
        RoundTrip.CheckAgainstMongo(ShapeStore.Key.Beast, static writer => writer.Beast, new Beast());
        RoundTrip.CheckAgainstMongo(ShapeStore.Key.Lion, static writer => writer.Lion, new Lion { Age = 3 });
        RoundTrip.CheckAgainstMongo(ShapeStore.Key.Special, static writer => writer.Special, new Special { Number = 4 });

        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        writer.Figure.Set(square);
        Assert.Equal((2, "l"), (writer.Figure.Color, writer.Figure.Label));
        Assert.Equal((2, 1), writer.Figure.Read(static view => (view.Color, ((Square)view.ToObject()).Id)));
    }

    [Fact]
    public void Names_are_those_of_MongoDB()
    {
        BsonDocument parsed = Documents.Parse(Documents.Encode(ShapeStore.Key.Zoo, static writer => writer.Zoo, Everything));
        Assert.Equal("car", parsed["Vehicle"]["_t"]);
        Assert.Equal("Square", parsed["Figure"]["_t"]);
        Assert.Equal("Beast", parsed["Beasts"]["beast"]["_t"]);
        Assert.Equal(new BsonArray { "Beast", "Cat", "Lion" }, parsed["Beasts"]["lion"]["_t"]);
        Assert.Equal(new BsonArray { "Beast", "Cat", "Lion" }, parsed["Lion"]["_t"]);
        Assert.False(parsed["Ordinaries"][0].AsBsonDocument.Contains("_t"));
    }

    [Fact]
    public void Views()
    {
        Zoo.View view = new(DocumentView.Of<Zoo>(Documents.Encode(ShapeStore.Key.Zoo, static writer => writer.Zoo, Everything)));
        Assert.True(view.Vehicle.Is<Car>());
        Assert.False(view.Vehicle.Is<Bike>());
        Assert.True(view.Vehicle.As<Car.View>().Plate == "A 1");
        Assert.True(view.Figure.As<Square.View>().Label == "s");
        Assert.Equal((7, 2.5), (view.Figure.As<Square.View>().Id, view.Figure.As<Square.View>().Parts[0].As<Circle.View>().Radius));
        Assert.True(view.Beasts["lion"].TypeName == "Lion");
        Assert.Equal(Everything.Vehicle, view.Vehicle.ToObject());
        Assert.Equal(9, view.Lion.As<Lion.View>().Age);
    }

    [Fact]
    public void The_view_of_null_is_that_of_null_as_any_type()
    {
        Zoo.View missing = new(DocumentView.Of<Zoo>(new BsonDocument().ToBson()));
        Zoo.View isNull = new(DocumentView.Of<Zoo>(new BsonDocument { { "Vehicle", BsonNull.Value }, { "Figure", BsonNull.Value } }.ToBson()));
        Assert.True(missing.Vehicle.As<Car.View>().IsNull && isNull.Vehicle.As<Car.View>().IsNull && isNull.Figure.As<Square.View>().IsNull);
        Assert.Throws<InvalidOperationException>(static () => new Zoo.View(DocumentView.Of<Zoo>(new BsonDocument("Vehicle", BsonNull.Value).ToBson())).Vehicle.As<Car.View>().Wheels);
    }

    [Fact]
    public void Unknown_types_are_refused_both_ways()
    {
        BsonFormatException error = Assert.Throws<BsonFormatException>(static () => Documents.Read<Zoo>(new BsonDocument("Vehicle", new BsonDocument("_t", "Boat"))));
        Assert.Equal(BsonFormatReason.TypeMismatch, error.Reason);
        Assert.Equal(BsonFormatReason.MissingField, Assert.Throws<BsonFormatException>(static () => Documents.Read<Zoo>(new BsonDocument("Figure", new BsonDocument()))).Reason);
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        Assert.ThrowsAny<ArgumentException>(() => writer.Zoo.Set(new Zoo { Vehicle = new Boat() }));
        Assert.False(writer.Zoo.TryGet(out _));
    }

    [Fact]
    public void The_name_may_stand_anywhere()
    {
        BsonDocument document = new("Vehicle", new BsonDocument { { "Plate", "p" }, { "Wheels", 6L }, { "_t", new BsonArray { "IVehicle", "car" } } });
        Assert.Equal(new Car(6, "p"), Documents.Read<Zoo>(document).Vehicle);
    }

    [Fact]
    public void Offsets_of_the_schema_hold_for_exactly_one_type()
    {
        BsonDocument schema = Documents.Parse(ShapeStore.Layout.Schema.ToArray());
        Assert.False(Field("Figure", "Color").Contains("offset"));
        Assert.True(Field("Circle", "Radius").Contains("offset"));

        BsonDocument Field(string type, string name) =>
            schema["types"].AsBsonArray.Single(candidate => candidate["name"] == $"ShmStore.Generated.Tests.Shapes.{type}")["fields"].AsBsonArray.Single(field => field["name"] == name).AsBsonDocument;
    }

    private sealed class Boat : IVehicle
    {
        public int Wheels => 0;
    }
}
