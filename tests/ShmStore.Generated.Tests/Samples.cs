using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;
using Keyword = ShmStore.Generated.Tests.Shapes.@namespace.@event.@class;

namespace ShmStore.Generated.Tests;

/// <summary>One value of each shape with something in every member.</summary>
internal static class Samples
{
    public static readonly DateTime Time = new(2024, 2, 29, 12, 34, 56, 789, DateTimeKind.Utc);
    public static readonly Guid Guid = new("00112233-4455-6677-8899-aabbccddeeff");
    public static readonly ObjectId ObjectId = new("0123456789abcdef01234567");

    public static AllFields AllFields { get; } = new()
    {
        Text = "Zoë 📈",
        Flag = true,
        Int = int.MinValue,
        Long = long.MaxValue,
        Double = -0.1,
        Decimal = 12.3400m,
        Time = Time,
        Guid = Guid,
        Id = ObjectId,
        Small = Small.Most,
        Large = Large.Most,
        Bytes = [0, 255, 1],
    };

    public static Point Point { get; } = new(1, 2.5, "p");

    public static Pair Pair { get; } = new(-3, "right");

    public static NullableFields NullableFields { get; } = new()
    {
        Flag = false,
        Int = 1,
        Long = 2,
        Double = 3.5,
        Decimal = 4.4m,
        Time = Time,
        Guid = Guid,
        Oid = ObjectId,
        Huge = Huge.Least,
        Text = "",
        Bytes = [],
        Point = Point,
        Pair = Pair,
        List = [1, 2],
    };

    public static Collections Collections { get; } = new()
    {
        Ints = [1, 2, 3],
        MaybeDoubles = [1.5, null],
        Texts = ["a", ""],
        MaybeTexts = ["b", null],
        Points = [Point, Point with { X = 7 }],
        MaybePairs = [Pair, null],
        Jagged = [[1], [], [2, 3]],
        Deep = [["x", null], null],
        Guids = [Guid],
        Blobs = [[1], []],
        Enums = [Small.Most, Small.Zero],
    };

    public static Outer<MemoryStream>.Inner Inner { get; } = new() { Number = 5, Text = "outer", Next = new() { Text = "last" } };

    public static Keyword Keyword { get; } = new()
    {
        @int = 1,
        @field = "f",
        @value = "w",
        document = "d",
        writer = "wr",
        tail = "t",
        result = "r",
        Same = 2,
        same = 3,
        Document = "doc",
        IsNull = true,
        ToObject = 4,
        Fixed = 5,
        HasNick = true,
        Nick = null,
        Balance = 6,
        Größe = 7,
        Nameless = 8,
    };
}
