using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Every shape: written, read back by offset and by name, and written again to the same bytes.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void All_scalar_types()
    {
        AllFields back = RoundTrip.Check(ShapeStore.Key.AllFields, static writer => writer.AllFields, Samples.AllFields);
        Assert.Equivalent(Samples.AllFields, back, strict: true);
        Assert.Equal("12.3400", back.Decimal.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeKind.Utc, back.Time.Kind);
    }

    [Fact]
    public void All_nullable_types_with_values_and_without()
    {
        Assert.Equivalent(Samples.NullableFields, RoundTrip.Check(ShapeStore.Key.NullableFields, static writer => writer.NullableFields, Samples.NullableFields), strict: true);
        NullableFields empty = new();
        Assert.Equivalent(empty, RoundTrip.Check(ShapeStore.Key.NullableFields, static writer => writer.NullableFields, empty), strict: true);
    }

    [Fact]
    public void All_collections() =>
        Assert.Equivalent(Samples.Collections, RoundTrip.Check(ShapeStore.Key.Collections, static writer => writer.Collections, Samples.Collections), strict: true);

    [Fact]
    public void Positional_records()
    {
        Assert.Equal(Samples.Point, RoundTrip.Check(ShapeStore.Key.Point, static writer => writer.Point, Samples.Point));
        Assert.Equal(Samples.Pair, RoundTrip.Check(ShapeStore.Key.Pair, static writer => writer.Pair, Samples.Pair));
        // MongoDB.Bson, which reorders the elements in Check, loses the sign of zero.
        Assert.Equal(new Animal("a"), RoundTrip.Check(ShapeStore.Key.Animal, static writer => writer.Animal, new Animal("a")));
        Assert.Equal(new Dog("d", 3), RoundTrip.Check(ShapeStore.Key.Dog, static writer => writer.Dog, new Dog("d", 3)));
        Assert.Equal(new Boxed(4), RoundTrip.Check(ShapeStore.Key.Boxed, static writer => writer.Boxed, new Boxed(4)));
        Defaults defaults = new("n", NegativeZero: 1);
        Assert.Equal(defaults, RoundTrip.Check(ShapeStore.Key.Defaults, static writer => writer.Defaults, defaults));
    }

    [Fact]
    public void Init_only_and_privately_set_members()
    {
        InitialValues value = new() { InitOnly = 10, InitOnlyText = "set", Settable = 30, Backed = 50, Field = 60, Plain = 70 };
        value.SetPrivate("changed");
        Assert.Equivalent(value, RoundTrip.Check(ShapeStore.Key.InitialValues, static writer => writer.InitialValues, value), strict: true);
        InitialValuesStruct other = new() { Number = 9, Text = "set" };
        Assert.Equal(other, RoundTrip.Check(ShapeStore.Key.InitialValuesStruct, static writer => writer.InitialValuesStruct, other));
    }

    [Fact]
    public void Required_members()
    {
        RequiredMembers value = new() { Name = "n", Count = 1, Note = null, Field = 2, Optional = 3 };
        Assert.Equivalent(value, RoundTrip.Check(ShapeStore.Key.RequiredMembers, static writer => writer.RequiredMembers, value), strict: true);
        RequiredByConstructor other = new("c") { Name = "c" };
        Assert.Equivalent(other, RoundTrip.Check(ShapeStore.Key.RequiredByConstructor, static writer => writer.RequiredByConstructor, other), strict: true);
    }

    [Fact]
    public void Structs()
    {
        MutableStruct value = new() { Field = 1, Text = "t" };
        Assert.Equal(value, RoundTrip.Check(ShapeStore.Key.MutableStruct, static writer => writer.MutableStruct, value));
        ReadonlyStruct other = new(5, "r");
        Assert.Equal(other, RoundTrip.Check(ShapeStore.Key.ReadonlyStruct, static writer => writer.ReadonlyStruct, other));
    }

    [Fact]
    public void Nested_and_generic_types()
    {
        Assert.Equivalent(Samples.Inner, RoundTrip.Check(ShapeStore.Key.Inner, static writer => writer.Inner, Samples.Inner), strict: true);
        OuterStruct.OuterRecord.IOuter.Deep deep = new(3);
        Assert.Equal(deep, RoundTrip.Check(ShapeStore.Key.Deep, static writer => writer.Deep, deep));
        Tagged<string> tagged = new(4);
        Assert.Equal(tagged, RoundTrip.Check(ShapeStore.Key.Tagged, static writer => writer.Tagged, tagged));
    }

    [Fact]
    public void Keywords_and_odd_element_names() =>
        Assert.Equivalent(Samples.Keyword, RoundTrip.Check(ShapeStore.Key.@class, static writer => writer.@class, Samples.Keyword), strict: true);

    [Fact]
    public void Inherited_members()
    {
        Derived derived = new("o") { Overridden = 1, Abstract = "a", Own = 2, Ignored = "not stored" };
        derived.SetProtected(3);
        Derived back = RoundTrip.Check(ShapeStore.Key.Derived, static writer => writer.Derived, derived);
        Assert.Equal(("o", 1, "a", 2, 3), (back.Origin, back.Overridden, back.Abstract, back.Own, back.Protected));
        Assert.Null(back.Ignored);
        MoreDerived more = new("m", 5);
        Assert.Equivalent(more, RoundTrip.Check(ShapeStore.Key.MoreDerived, static writer => writer.MoreDerived, more), strict: true);
        ClosedGeneric closed = new() { Value = 7, InitOnly = 8, Text = "set" };
        Assert.Equivalent(closed, RoundTrip.Check(ShapeStore.Key.ClosedGeneric, static writer => writer.ClosedGeneric, closed), strict: true);
    }

    [Fact]
    public void A_marked_private_field()
    {
        Hidden hidden = new();
        hidden.Keep(9);
        Assert.Equal(9, RoundTrip.Check(ShapeStore.Key.Hidden, static writer => writer.Hidden, hidden).Secret);
    }

    [Fact]
    public void An_object_without_members()
    {
        Assert.NotNull(RoundTrip.Check(ShapeStore.Key.Empty, static writer => writer.Empty, new Empty()));
    }
}
