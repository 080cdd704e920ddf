using System.Net;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Which members MongoDB.Bson stores, under which names and in which forms, where that is not obvious.</summary>
public sealed class MarkedMemberTests
{
    [Fact]
    public void Members_that_are_not_public_are_stored_if_an_attribute_says_how()
    {
        OptedIn value = new() { Omitted = "o", Unmarked = 9 };
        value.Keep(5, 6);
        OptedIn back = RoundTrip.CheckAgainstMongo(ShapeStore.Key.OptedIn, static writer => writer.OptedIn, value);
        Assert.Equal((5, 6L, "o", 3), (back.Kept().Required, back.Kept().Text, back.Omitted, back.Unmarked));
        Assert.Equal(BsonFormatReason.MissingField, Assert.Throws<BsonFormatException>(static () => Documents.Read<OptedIn>(new BsonDocument("Text", "1"))).Reason);
    }

    [Fact]
    public void A_property_that_only_the_object_reads_is_stored_and_not_viewed()
    {
        Assert.Equal(7, RoundTrip.CheckAgainstMongo(ShapeStore.Key.WriteOnly, static writer => writer.WriteOnly, new WriteOnly { Hidden = 7 }).Reveal());
        Assert.Null(typeof(WriteOnly.View).GetProperty(nameof(WriteOnly.Hidden)));
        Assert.NotNull(typeof(WriteOnly.View).GetProperty(nameof(WriteOnly.Open)));
    }

    [Fact]
    public void A_marked_id_is_the_id_and_an_empty_name_is_none()
    {
        RoundTrip.CheckAgainstMongo(ShapeStore.Key.MarkedId, static writer => writer.MarkedId, new MarkedId { Key = 1, Plain = 2 });
        Assert.Equal(("_id", "Plain"), (MarkedId.Layout.KeyName, MarkedId.Layout.PlainName));
        RoundTrip.CheckAgainstMongo(ShapeStore.Key.RenamedId, static writer => writer.RenamedId, new RenamedId { Id = 1 });
        Assert.Equal("key", RenamedId.Layout.IdName);
    }

    [Fact]
    public void The_form_of_dictionaries_is_not_that_of_dictionaries_in_them()
    {
        OuterForms value = new() { Arrays = { ["a"] = new() { ["b"] = 1 } }, Documents = [new() { [1] = new() { ["c"] = null } }] };
        Assert.Equivalent(value, RoundTrip.CheckAgainstMongo(ShapeStore.Key.OuterForms, static writer => writer.OuterForms, value), strict: true);
        OuterForms.View view = new(DocumentView.Of<OuterForms>(Documents.Encode(ShapeStore.Key.OuterForms, static writer => writer.OuterForms, value)));
        Assert.Equal(1, view.Arrays[0].Value["b"]);
    }

    [Fact]
    public void Rare_forms()
    {
        RareForms value = new()
        {
            BoolInt = true,
            BoolLong = false,
            BoolDouble = true,
            BoolDecimals = [true, false],
            ByteBinary = 200,
            SByteBinary = -5,
            DecimalArray = -1.50m,
            Decimal128Text = Decimal128.Parse("1E+6000"),
            Decimal128Int = Decimal128.Parse("-7"),
            Decimal128Long = Decimal128.Parse("8"),
            Decimal128Double = Decimal128.Parse("1.5"),
            Symbol = "symbol",
            Hexadecimal = [1, 0xFE],
            TimeDocument = new TimeOnly(863_999_999_999),
            VersionDocument = new(1, 2, 3),
            VersionText = new(4, 5),
        };
        Assert.Equivalent(value, RoundTrip.CheckAgainstMongo(ShapeStore.Key.RareForms, static writer => writer.RareForms, value), strict: true);
        RoundTrip.CheckAgainstMongo(ShapeStore.Key.RareForms, static writer => writer.RareForms, new RareForms());

        // Small ticks are an int32 in relaxed JSON.
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        writer.RareForms.Set(new RareForms { TimeDocument = new TimeOnly(5) });
        writer.RareForms.SetExtendedJson(writer.RareForms.ToExtendedJson(relaxed: true)!);
        Assert.Equal(new TimeOnly(5), writer.RareForms.Value.TimeDocument);
    }

    [Theory]
    [InlineData("7.5")]
    [InlineData("1E+100")]
    [InlineData("NaN")]
    public void Rare_forms_that_do_not_hold_the_value_are_refused(string number)
    {
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        Assert.ThrowsAny<ArgumentException>(() => writer.RareForms.Set(new RareForms { Decimal128Int = Decimal128.Parse(number) }));
        Assert.ThrowsAny<ArgumentException>(() => writer.RareForms.Set(new RareForms { Decimal128Long = Decimal128.Parse(number) }));
        Assert.False(writer.RareForms.TryGet(out _));
    }

    [Fact]
    public void Types_of_the_framework()
    {
        FrameworkTypes value = new() { Address = IPAddress.IPv6Loopback, EndPoint = new(IPAddress.Loopback, 80), Bits = new([true, false, true]), Addresses = { ["a"] = IPAddress.Any } };
        FrameworkTypes back = RoundTrip.CheckAgainstMongo(ShapeStore.Key.FrameworkTypes, static writer => writer.FrameworkTypes, value);
        Assert.Equal((value.Address, value.EndPoint, IPAddress.Any), (back.Address, back.EndPoint, back.Addresses["a"]));
        Assert.Equal([true, false, true], back.Bits.Cast<bool>());
        Assert.Null(RoundTrip.CheckAgainstMongo(ShapeStore.Key.FrameworkTypes, static writer => writer.FrameworkTypes, new FrameworkTypes()).Address);
    }

    [Fact]
    public void Types_of_the_framework_that_are_null()
    {
        BsonFormatException wrong = Assert.Throws<BsonFormatException>(static () => Documents.Read<FrameworkTypes>(new BsonDocument("Home", BsonNull.Value)));
        Assert.Equal((BsonFormatReason.TypeMismatch, "Home"), (wrong.Reason, wrong.FieldPath));
        Assert.Throws<BsonFormatException>(static () => Documents.Read<FrameworkTypes>(new BsonDocument("Addresses", new BsonDocument("a", BsonNull.Value))));
        Assert.Null(Documents.Read<FrameworkTypes>(new BsonDocument("Address", BsonNull.Value)).Address);
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        Assert.ThrowsAny<Exception>(() => writer.FrameworkTypes.SetExtendedJson("""{ "Home": null, "Bits": { "$binary": { "base64": "", "subType": "00" } }, "Addresses": {} }"""));
        Assert.False(writer.FrameworkTypes.HasValue);
    }

    [Fact]
    public void Null_of_BSON_is_a_value()
    {
        Assert.Same(BsonNull.Value, RoundTrip.CheckAgainstMongo(ShapeStore.Key.BsonNulls, static writer => writer.BsonNulls, new BsonNulls { Null = BsonNull.Value }).Null);
        Assert.Null(RoundTrip.CheckAgainstMongo(ShapeStore.Key.BsonNulls, static writer => writer.BsonNulls, new BsonNulls()).Null);
    }

    [Fact]
    public void Interfaces_that_derive_from_others()
    {
        InterfaceHolder value = new() { Outer = new Both(1, 2), Inner = { ["k"] = [new Both(3, 4)] }, Itself = new(5, 6) };
        Assert.Equivalent(value, RoundTrip.CheckAgainstMongo(ShapeStore.Key.InterfaceHolder, static writer => writer.InterfaceHolder, value), strict: true);
    }

    [Fact]
    public void Serializers_of_members()
    {
        Serialized value = new() { Number = 1, MaybeNumber = 2, Numbers = [3, 4], MaybeNumbers = [5], Omitted = 6 };
        Assert.Equivalent(value, RoundTrip.CheckAgainstMongo(ShapeStore.Key.Serialized, static writer => writer.Serialized, value), strict: true);
        byte[] bytes = Documents.Encode(ShapeStore.Key.Serialized, static writer => writer.Serialized, value);
        Serialized.View view = new(DocumentView.Of<Serialized>(bytes));
        Assert.Equal((1, 2, "3,4", 5, 6), (view.Number, view.MaybeNumber, string.Join(',', view.Numbers!), view.MaybeNumbers![0], view.Omitted));
        Serialized none = RoundTrip.CheckAgainstMongo(ShapeStore.Key.Serialized, static writer => writer.Serialized, new Serialized());
        Assert.True(none.MaybeNumber is null && none.MaybeNumbers is null);
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        writer.Serialized.Set(value);
        Assert.Equal((1, 2, 5), (writer.Serialized.Number, writer.Serialized.MaybeNumber, writer.Serialized.MaybeNumbers![0]));
    }

    [Fact]
    public void Serializers_of_members_that_cannot_read_an_element()
    {
        BsonFormatException wrong = Assert.Throws<BsonFormatException>(static () => Documents.Read<Serialized>(new BsonDocument("Number", 1)));
        Assert.Equal((BsonFormatReason.TypeMismatch, "Number"), (wrong.Reason, wrong.FieldPath));
        wrong = Assert.Throws<BsonFormatException>(static () => Documents.Read<Serialized>(new BsonDocument("Numbers", BsonNull.Value)));
        Assert.Equal((BsonFormatReason.TypeMismatch, "Numbers"), (wrong.Reason, wrong.FieldPath));
        wrong = Assert.Throws<BsonFormatException>(static () => Documents.Read<Serialized>(new BsonDocument("Numbers", "none")));
        Assert.Equal((BsonFormatReason.TypeMismatch, "Numbers"), (wrong.Reason, wrong.FieldPath));
    }
}
