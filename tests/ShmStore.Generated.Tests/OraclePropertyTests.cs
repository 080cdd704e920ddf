using CsCheck;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Random values of every kind of shape: MongoDB.Bson's serializer for the same class writes the same bytes, reads ours, and we read its.</summary>
public sealed class OraclePropertyTests
{
    private const int Cases = 1000;

    [Fact]
    public void Scalars() => RandomShapes.AllFields.Sample(
        // MongoDB.Bson writes enums over uint as int32, which does not hold the upper half.
        static value => { RoundTrip.CheckAgainstMongo(ShapeStore.Key.AllFields, static writer => writer.AllFields, value, nameof(AllFields.Large)); }, iter: Cases);

    [Fact]
    public void Nullables() => Check(RandomShapes.NullableFields, ShapeStore.Key.NullableFields, static writer => writer.NullableFields);

    [Fact]
    public void Numbers() => Check(RandomShapes.Numbers, ShapeStore.Key.Numbers, static writer => writer.Numbers);

    [Fact]
    public void Times() => Check(RandomShapes.Times, ShapeStore.Key.Times, static writer => writer.Times);

    [Fact]
    public void Dictionaries() => Check(RandomShapes.Dictionaries, ShapeStore.Key.DictionaryEntries, static writer => writer.DictionaryEntries);

    [Fact]
    public void Left_out_elements() => RandomShapes.LeftOut.Sample(
        static value => Assert.Equivalent(value, RoundTrip.Check(ShapeStore.Key.LeftOut, static writer => writer.LeftOut, value), strict: true), iter: Cases);

    [Fact]
    public void Trees() => Check(RandomShapes.Tree, ShapeStore.Key.Tree, static writer => writer.Tree);

    private static void Check<T>(Gen<T> values, ShapeStore.Key key, Func<ShapeStore.Writer, SharedEntryWriter<T>> entry)
        where T : class, ISharedObject<T> => values.Sample(value => { RoundTrip.CheckAgainstMongo(key, entry, value); }, iter: Cases);
}
