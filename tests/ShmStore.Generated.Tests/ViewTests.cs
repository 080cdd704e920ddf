using ShmStore.Bson;
using ShmStore.Generated.Tests.Shapes;
using Keyword = ShmStore.Generated.Tests.Shapes.@namespace.@event.@class;

namespace ShmStore.Generated.Tests;

/// <summary>Generated views.</summary>
public sealed class ViewTests
{
    [Fact]
    public void Scalars_text_and_binary()
    {
        byte[] bytes = Documents.Encode(ShapeStore.Key.AllFields, static writer => writer.AllFields, Samples.AllFields);
        AllFields.View view = new(DocumentView.Of<AllFields>(bytes));
        Assert.Equal(AllFields.Layout.FixedEnd, view.Document.FixedPrefix);
        AllFields expected = Samples.AllFields;
        Assert.True(view.Text == expected.Text);
        Assert.True(view.Bytes.SequenceEqual(expected.Bytes));
        Assert.Equal(
            (expected.Flag, expected.Int, expected.Long, expected.Double, expected.Decimal, expected.Time, expected.Guid),
            (view.Flag, view.Int, view.Long, view.Double, view.Decimal, view.Time, view.Guid));
        Assert.Equal((expected.Id, expected.Small, expected.Large), (view.Id, view.Small, view.Large));
        Assert.Equivalent(expected, view.ToObject(), strict: true);
    }

    [Fact]
    public void Nullable_members_with_values()
    {
        byte[] bytes = Documents.Encode(ShapeStore.Key.NullableFields, static writer => writer.NullableFields, Samples.NullableFields);
        NullableFields.View view = new(DocumentView.Of<NullableFields>(bytes));
        Assert.Equal((false, 1, 2L, Huge.Least), (view.Flag, view.Int, view.Long, view.Huge));
        Assert.True(view.HasText && view.HasBytes && view.HasPoint && view.HasPair && view.HasList);
        Assert.Equal(0, view.Text.Length);
        Assert.False(view.Text.IsNull);
        Assert.Equal(1, view.Point.X);
        Assert.True(view.Point.Label == "p");
        Assert.True(view.Pair.Right == "right");
        Assert.Equal(2, view.List.Count);
        Assert.Equal(Samples.Pair, view.Pair.ToObject());
    }

    [Fact]
    public void Nullable_members_without_values()
    {
        byte[] bytes = Documents.Encode(ShapeStore.Key.NullableFields, static writer => writer.NullableFields, new NullableFields());
        NullableFields.View view = new(DocumentView.Of<NullableFields>(bytes));
        Assert.Null(view.Int);
        Assert.Null(view.Guid);
        Assert.False(view.HasText || view.HasBytes || view.HasPoint || view.HasPair || view.HasList);
        Assert.True(view.Text.IsNull);
        Assert.True(view.Point.IsNull);
        Assert.True(view.Pair.IsNull);
        Assert.Equal(0, view.List.Count);
    }

    [Fact]
    public void Collections_are_walked_in_place()
    {
        byte[] bytes = Documents.Encode(ShapeStore.Key.Collections, static writer => writer.Collections, Samples.Collections);
        Collections.View view = new(DocumentView.Of<Collections>(bytes));
        List<int> ints = [];
        foreach (int item in view.Ints)
            ints.Add(item);
        Assert.Equal([1, 2, 3], ints);
        Assert.Equal(7, view.Points[1].X);
        Assert.True(view.MaybePairs[1].IsNull);
        Assert.Equal(3, view.Jagged[2][1]);
        Assert.Null(view.MaybeDoubles[1]);
        Assert.True(view.MaybeTexts[1].IsNull);
        Assert.True(view.Deep[0][0] == "x");
        Assert.Equal(1, view.Blobs[0][0]);
    }

    [Fact]
    public void Names_that_the_view_has_itself_get_an_underscore()
    {
        byte[] bytes = Documents.Encode(ShapeStore.Key.@class, static writer => writer.@class, Samples.Keyword);
        Keyword.View view = new(DocumentView.Of<Keyword>(bytes));
        Assert.True(view.Document_ == "doc");
        Assert.True(view.IsNull_);
        Assert.False(view.IsNull);
        Assert.Equal(4, view.ToObject_);
        Assert.True(view.HasNick);
        Assert.Equal((1, 6, 7L, 8, 2, 3), (view.@int, view.Balance, view.Größe, view.Nameless, view.Same, view.same));
    }
}
