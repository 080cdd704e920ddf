using CsCheck;
using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>
/// Random values of shapes. Left out is what MongoDB.Bson does not keep: the sign of zero (when it reorders elements), the extremes of float and
/// decimal, text that is not UTF-16.
/// </summary>
internal static class RandomShapes
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char['\u0000', '\u007F'], 0, 20], Gen.String[Gen.Char['\u0001', '\uD7FF'], 0, 10], Gen.Const("👍🏽"));

    private static readonly Gen<string> KeyText = Gen.String[Gen.Char['\u0001', '\uD7FF'], 0, 8];

    private static readonly Gen<DateTime> Time = Gen.Long[-62_135_596_800_000, 253_402_300_799_999].Select(static ms => DateTime.UnixEpoch.AddMilliseconds(ms));

    private static readonly Gen<DateTimeOffset> Zoned = Gen.Select(
        Gen.Long[DateTime.MinValue.AddDays(1).Ticks, DateTime.MaxValue.AddDays(-1).Ticks], Gen.Int[-14 * 60, 14 * 60]).Select(static (ticks, minutes) => new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes)));

    private static readonly Gen<float> Float = Gen.Float.Where(static value => value != 0 && Math.Abs(value) < float.MaxValue);

    private static readonly Gen<double> Double = Gen.Double.Where(static value => value != 0);

    private static readonly Gen<decimal> Decimal = Gen.Decimal.Where(static value => value != 0 && Math.Abs(value) < decimal.MaxValue);

    private static readonly Gen<ObjectId> Id = Gen.Byte.Array[12].Select(static bytes => new ObjectId(bytes));

    private static readonly Gen<Point> Point = Gen.Select(Gen.Int, Double, Text).Select(static (x, y, label) => new Point(x, y, label));

    public static Gen<AllFields> AllFields { get; } = Gen.Select(
        Gen.Select(Text, Gen.Bool, Gen.Int, Gen.Long, Double), Gen.Select(Decimal, Time, Gen.Guid, Id), Gen.Byte.Array[0, 30]).Select(static (first, second, bytes) => new AllFields
        {
            Text = first.Item1,
            Flag = first.Item2,
            Int = first.Item3,
            Long = first.Item4,
            Double = first.Item5,
            Decimal = second.Item1,
            Time = second.Item2,
            Guid = second.Item3,
            Id = second.Item4,
            Bytes = bytes,
        });

    public static Gen<NullableFields> NullableFields { get; } = Gen.Select(
        Gen.Select(Gen.Bool.Nullable(), Gen.Int.Nullable(), Gen.Long.Nullable(), Double.Nullable()), Gen.Select(Decimal.Nullable(), Time.Nullable(), Gen.Guid.Nullable(), Id.Nullable()),
        Text.Null(), Point.Null(), Gen.Int.List[0, 5]).Select(static (first, second, text, point, list) => new NullableFields
        {
            Flag = first.Item1,
            Int = first.Item2,
            Long = first.Item3,
            Double = first.Item4,
            Decimal = second.Item1,
            Time = second.Item2,
            Guid = second.Item3,
            Oid = second.Item4,
            Text = text,
            Point = point,
            List = list,
        });

    public static Gen<Numbers> Numbers { get; } = Gen.Select(
        Gen.Select(Gen.Byte, Gen.SByte, Gen.Short, Gen.UShort, Gen.UInt[0, int.MaxValue]), Gen.Select(Gen.ULong[0, long.MaxValue], Float, Gen.Char, Gen.Byte.Nullable(), Float.Nullable()),
        Gen.Short.List[0, 5]).Select(static (first, second, shorts) => new Numbers
        {
            Byte = first.Item1,
            SByte = first.Item2,
            Short = first.Item3,
            UShort = first.Item4,
            UInt = first.Item5,
            ULong = second.Item1,
            Float = second.Item2,
            Char = second.Item3,
            MaybeByte = second.Item4,
            MaybeFloat = second.Item5,
            Shorts = shorts,
        });

    public static Gen<Times> Times { get; } = Gen.Select(
        Zoned, Gen.Int[0, DateOnly.MaxValue.DayNumber], Gen.Long[0, TimeOnly.MaxValue.Ticks], Gen.Long, Zoned.Nullable(), Gen.Long.Nullable()).Select(static (zoned, day, time, span, maybeZoned, maybeSpan) => new Times
        {
            Zoned = zoned,
            Date = DateOnly.FromDayNumber(day),
            Time = new TimeOnly(time),
            Span = new TimeSpan(span),
            MaybeZoned = maybeZoned,
            MaybeSpan = maybeSpan is { } ticks ? new TimeSpan(ticks) : null,
        });

    public static Gen<DictionaryEntries> Dictionaries { get; } = Gen.Select(
        Gen.Dictionary(KeyText, Point.Null())[0, 4], Gen.Dictionary(KeyText, Text.List[0, 3])[0, 4], Gen.Dictionary(Gen.Int, Text)[0, 4], Gen.Dictionary(Gen.Guid, Gen.Int)[0, 4]).Select(static (points, lists, documents, arrays) =>
            new DictionaryEntries { Points = points, Lists = lists, Documents = documents, Arrays = arrays });

    public static Gen<LeftOut> LeftOut { get; } = Gen.Select(
        Text.Null(), Gen.Int.Nullable(), Gen.Int[0, 2], Gen.Long[5, 8], Gen.OneOf(Text, Gen.Const("none")), Gen.OneOf(Text, Gen.Const("some")).Null()).Select(static (text, number, count, seven, name, maybeName) =>
            new LeftOut { Text = text, Number = number, Count = count, Seven = seven, Name = name, MaybeName = maybeName });

    public static Gen<Tree> Tree { get; } = Gen.Recursive<Tree>(static (depth, self) =>
        Gen.Select(Gen.Int, depth > 3 ? Gen.Const((Tree?)null) : self.Null(), depth > 3 ? Gen.Const(new List<Tree>()) : self.List[0, 2]).Select(static (value, left, children) =>
            new Tree { Value = value, Left = left, Children = children }));
}
