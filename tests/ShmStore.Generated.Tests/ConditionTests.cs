using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Methods <c>ShouldSerializeName()</c>, which MongoDB.Bson asks whether to write a member.</summary>
public sealed class ConditionTests
{
    private static readonly string[] Unasked = ["All", "Before", "Hidden", "Other"];

    [Fact]
    public void A_member_is_written_if_its_method_says_so()
    {
        Conditional value = new() { Before = "b", Count = 1, Text = "t", Note = "n", Renamed = 2, Hidden = 3, Other = 4, All = true };
        AssertWritten(value, [.. Unasked, "Count", "Text", "Note", "other"]);
        value.Note = null;
        AssertWritten(value, [.. Unasked, "Count", "Text", "other"]);
        value.Note = "n";
        value.All = false;
        AssertWritten(value, Unasked);
    }

    [Fact]
    public void What_was_left_out_is_read_as_any_missing_element()
    {
        Conditional back = RoundTrip.CheckAgainstMongo(
            ShapeStore.Key.Conditional, static writer => writer.Conditional, new Conditional { Count = 1, Text = "t", Note = "n", Renamed = 2 });
        Assert.Equal((5, "initial", null, 0), (back.Count, back.Text, back.Note, back.Renamed));
    }

    [Fact]
    public void Overriding_methods_are_asked_and_hiding_ones_are_not()
    {
        DerivedConditional value = new() { Count = 1, Renamed = 2 };
        RoundTrip.CheckAgainstMongo(ShapeStore.Key.DerivedConditional, static writer => writer.DerivedConditional, value);
        Assert.Equal(
            [.. Unasked, "other"],
            Documents.Parse(Documents.Encode(ShapeStore.Key.DerivedConditional, static writer => writer.DerivedConditional, value)).Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Structs_are_asked_too()
    {
        Assert.Equal(3, RoundTrip.Check(ShapeStore.Key.ConditionalStruct, static writer => writer.ConditionalStruct, new ConditionalStruct { Count = 3 }).Count);
        Assert.Equal(0, RoundTrip.Check(ShapeStore.Key.ConditionalStruct, static writer => writer.ConditionalStruct, new ConditionalStruct { Count = -3 }).Count);
    }

    [Fact]
    public void Members_that_may_be_left_out_are_not_fixed()
    {
        Assert.Equal(Conditional.Layout.FixedEnd, sizeof(int) + "?Hidden?1234".Length + "?Other?1234".Length + "?All?1".Length);
        Assert.Equal(ConditionalStruct.Layout.FixedEnd, sizeof(int));
    }

    private static void AssertWritten(Conditional value, string[] expected)
    {
        RoundTrip.CheckAgainstMongo(ShapeStore.Key.Conditional, static writer => writer.Conditional, value);
        byte[] bytes = Documents.Encode(ShapeStore.Key.Conditional, static writer => writer.Conditional, value);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Documents.Parse(bytes).Names.Order(StringComparer.Ordinal));
    }
}
