using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using ShmStore.Generated.Tests.Shapes;
using Fields = ShmStore.Generated.Tests.Shapes.ConstantInitializers.Layout.Fields;

namespace ShmStore.Generated.Tests;

/// <summary>Members with initializers whose elements are missing, read with the whole object, alone, in a view and by name.</summary>
public sealed class InitializerTests : IDisposable
{
    private static readonly byte[] Nothing = new BsonDocument().ToBson();

    private readonly InitialStore.Writer _writer = InitialStore.CreateWriter();

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void Constants_are_the_same_in_all_ways()
    {
        _writer.Constants.SetRaw(Nothing);
        _writer.ConstantsByName.SetRaw("a", Nothing);
        object?[] expected = Whole(_writer.Constants.Value);
        Assert.Equal(expected, Alone(_writer.Constants));
        Assert.Equal(expected, InMap(_writer.ConstantsByName["a"]));
        Assert.Equal(expected, _writer.Constants.Read(static view => InView(view)));
        Assert.Equal(expected, _writer.ConstantsByName.Read("a", static view => InView(view)));
        Assert.Equal((-42, 5L, 3.0, long.MinValue), _writer.Constants.Read(Fields.Int, Fields.Long, Fields.Double, Fields.Least));
        Assert.Equal((7, 2, 7), _writer.ConstantsByName["a"].Read(Fields.MarkedNumber, Fields.Overridden, Fields.Partial));
        Assert.True(double.IsNegative(_writer.Constants.NegativeZero) && double.IsNegative(_writer.Constants.Read(static view => view.NegativeZero)));
    }

    [Fact]
    public void Constants_are_those_of_MongoDB()
    {
        ConstantInitializers expected = BsonSerializer.Deserialize<ConstantInitializers>(Nothing);
        _writer.Constants.SetRaw(Nothing);
        Assert.Equal(expected, _writer.Constants.Value);
        Assert.Equal(("attribute", 7, " t ", "base"), (expected.MarkedText, expected.MarkedNumber, expected.Trimmed, expected.Inherited));
    }

    [Fact]
    public void What_is_there_counts_null_too()
    {
        _writer.Constants.SetRaw(new BsonDocument { { "MaybeText", BsonNull.Value }, { "MaybeInt", BsonNull.Value }, { "Int", 0 }, { "Text", "" } }.ToBson());
        Assert.Equal((null, null, 0, ""), (_writer.Constants.MaybeText, _writer.Constants.MaybeInt, _writer.Constants.Int, _writer.Constants.Text));
        Assert.True(_writer.Constants.Read(static view => view.MaybeText.IsNull && view.MaybeInt is null && view.Int == 0 && view.Text == ""));
    }

    [Fact]
    public void What_only_the_object_knows_is_asked_of_it()
    {
        _writer.Others.SetRaw(Nothing);
        _writer.OthersByName.SetRaw("a", Nothing);
        OtherInitializers whole = _writer.Others.Value;
        SharedEntry<OtherInitializers> entry = _writer.Others;
        Assert.Equal([1, 2], entry.List);
        Assert.Equal(("made", "constructor", "loud!", new Version(1, 2), 3), (entry.Made, entry.SetByConstructor, entry.Loud, entry.Edition, entry.Constant));
        Assert.Equal((whole.Made, whole.SetByConstructor, whole.Loud, whole.Edition, whole.Constant), (entry.Made, entry.SetByConstructor, entry.Loud, entry.Edition, entry.Constant));
        SharedMapEntry<OtherInitializers> inMap = _writer.OthersByName["a"];
        Assert.Equal((whole.Made, whole.SetByConstructor, whole.Loud, whole.Edition, whole.Constant), (inMap.Made, inMap.SetByConstructor, inMap.Loud, inMap.Edition, inMap.Constant));
        string id = new('0', 24);
        Assert.Equal((id, id), (entry.Id, inMap.Id));
        Assert.Equal((id, 3, true), entry.Read(static view => (view.Id!, view.Constant, view.Made.IsNull)));
        Assert.Equal((id, 3), entry.Read(OtherInitializers.Layout.Fields.Id, OtherInitializers.Layout.Fields.Constant));

        // Null and zero are not against their types.
        Assert.Equal((null, default), (entry.MaybeMade, entry.Wait));
        Assert.Equal(("made", TimeSpan.FromSeconds(5)), (whole.MaybeMade, whole.Wait));
    }

    [Fact]
    public void An_initializer_that_does_not_run_does_not_count()
    {
        _writer.Passed.SetRaw(Nothing);
        Assert.Equal((0, 0, 0), (_writer.Passed.Value.Number, _writer.Passed.Number, _writer.Passed.Read(static view => view.Number)));
    }

    [Fact]
    public void A_derived_type_is_asked()
    {
        _writer.Derived.SetRaw(new BsonDocument("_t", nameof(SetByDerived)).ToBson());
        Assert.Equal([4], _writer.Derived.Value.List);
        Assert.Equal([4], _writer.Derived.List);
        Assert.Equal("base", _writer.Derived.Name);
    }

    private static object?[] Whole(ConstantInitializers value) =>
    [
        value.Text, value.Sum, value.Empty, value.MaybeText, value.Forgiven, value.Int, value.MaybeInt,
        value.Default, value.Long, value.Least, value.Byte, value.Unsigned, value.Double, value.NegativeZero,
        value.Nothing, value.Infinite, value.Float, value.Decimal, value.Letter, value.Kind, value.Zero,
        value.MaybeKind, value.On, value.MarkedText, value.MarkedNumber, value.Trimmed, value.Overridden, value.Inherited, value.Partial, value.PartialText,
    ];

    private static object?[] Alone(SharedEntry<ConstantInitializers> entry) =>
    [
        entry.Text, entry.Sum, entry.Empty, entry.MaybeText, entry.Forgiven, entry.Int, entry.MaybeInt,
        entry.Default, entry.Long, entry.Least, entry.Byte, entry.Unsigned, entry.Double, entry.NegativeZero,
        entry.Nothing, entry.Infinite, entry.Float, entry.Decimal, entry.Letter, entry.Kind, entry.Zero,
        entry.MaybeKind, entry.On, entry.MarkedText, entry.MarkedNumber, entry.Trimmed, entry.Overridden, entry.Inherited, entry.Partial, entry.PartialText,
    ];

    private static object?[] InMap(SharedMapEntry<ConstantInitializers> entry) =>
    [
        entry.Text, entry.Sum, entry.Empty, entry.MaybeText, entry.Forgiven, entry.Int, entry.MaybeInt,
        entry.Default, entry.Long, entry.Least, entry.Byte, entry.Unsigned, entry.Double, entry.NegativeZero,
        entry.Nothing, entry.Infinite, entry.Float, entry.Decimal, entry.Letter, entry.Kind, entry.Zero,
        entry.MaybeKind, entry.On, entry.MarkedText, entry.MarkedNumber, entry.Trimmed, entry.Overridden, entry.Inherited, entry.Partial, entry.PartialText,
    ];

    private static object?[] InView(ConstantInitializers.View view) =>
    [
        view.Text.ToString(), view.Sum.ToString(), view.Empty.ToString(), view.MaybeText.ToString(), view.Forgiven.IsNull ? null : "", view.Int, view.MaybeInt,
        view.Default, view.Long, view.Least, view.Byte, view.Unsigned, view.Double, view.NegativeZero,
        view.Nothing, view.Infinite, view.Float, view.Decimal, view.Letter, view.Kind, view.Zero,
        view.MaybeKind, view.On, view.MarkedText.ToString(), view.MarkedNumber, view.Trimmed.ToString(), view.Overridden, view.Inherited.ToString(), view.Partial, view.PartialText.ToString(),
    ];
}
