using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Values that cannot be stored.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void An_instance_of_a_derived_type_would_lose_members()
    {
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => writer.Derived.Set(new MoreDerived("o", 1)));
        Assert.Contains("MoreDerived", error.Message, StringComparison.Ordinal);
        Assert.Null(writer.GetRaw(ShapeStore.Key.Derived));
    }

    [Fact]
    public void Null_in_a_member_that_is_not_nullable_is_refused_with_its_path()
    {
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() =>
            writer.NullableFields.Set(new NullableFields { Point = new Point(1, 2, null!) }));
        Assert.Contains("Point.Label", error.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => writer.Point.Set(null!));
    }

    [Fact]
    public void A_key_that_is_no_name_is_told_of_its_dictionary()
    {
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() =>
            writer.Dictionaries.Set(new Dictionaries { DictionaryOf = new() { ["good"] = 1, ["bad\ud800"] = 2 } }));
        Assert.StartsWith("Dictionaries.DictionaryOf: ", error.Message, StringComparison.Ordinal);
        error = Assert.ThrowsAny<ArgumentException>(() => writer.Dictionaries.Set(new Dictionaries { SortedListOf = new() { ["bad\0"] = 2 } }));
        Assert.StartsWith("Dictionaries.SortedListOf: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_of_unspecified_kind_is_refused_with_its_path()
    {
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() =>
            writer.AllFields.Set(Samples.AllFields with { Time = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Unspecified) }));
        Assert.Contains("AllFields.Time", error.Message, StringComparison.Ordinal);
    }
}
