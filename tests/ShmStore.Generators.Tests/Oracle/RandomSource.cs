using CsCheck;

namespace ShmStore.Generators.Tests.Oracle;

/// <summary>Random declarations of shared objects, which may hold and derive from those declared before.</summary>
internal static class RandomSource
{
    private const string Text = "BsonRepresentation(BsonType.String)";

    private static readonly string[] Values =
    [
        "bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "char", "float", "double", "Half", "decimal", "Decimal128",
        "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Guid", "ObjectId", "Narrow", "Wide", "(int, string?)", "KeyValuePair<string, int>",
    ];

    private static readonly string[] References = ["string", "byte[]", "Version", "Figure"];

    private static readonly string[] Collections =
    [
        "{0}[]", "List<{0}>", "IReadOnlyList<{0}>", "Queue<{0}>", "Stack<{0}>", "LinkedList<{0}>", "ImmutableArray<{0}>", "ImmutableList<{0}>",
        "Dictionary<string, {0}>", "SortedDictionary<string, {0}>", "IReadOnlyDictionary<string, {0}>", "ImmutableDictionary<string, {0}>", "List<List<{0}>>", "Dictionary<string, List<{0}>>", "List<Dictionary<string, {0}>>",
    ];

    /// <summary>What every source starts with.</summary>
    public const string Head = """
        using System; using System.Collections.Generic; using System.Collections.Immutable; using MongoDB.Bson; using MongoDB.Bson.Serialization.Attributes; using ShmStore;
        internal enum Narrow : sbyte { Low = -128, None, High = 127 }
        internal enum Wide : long { Low = long.MinValue, None = 0, High = long.MaxValue }
        [SharedObject] [BsonKnownTypes(typeof(Round), typeof(Edged))] internal abstract partial class Figure { public string? Label { get; set; } public int Color { get; set; } }
        [SharedObject] internal sealed partial class Round : Figure { public double Radius { get; set; } }
        [SharedObject] internal sealed partial class Edged : Figure { public int Id { get; set; } public List<Figure?> Parts { get; set; } = []; }

        """;

    /// <summary>Declares types named S0, S1, ….</summary>
    public static Gen<string> Of(int count) => Gens.Each(Enumerable.Range(0, count).Select(Shape)).Select(static shapes => Head + string.Join("\n", shapes));

    private static Gen<string> Shape(int index) => Gen.Select(Member(index).Array[1, 8], Gen.Int[0, 3], Gen.Int[-1, index - 1]).Select((members, form, ancestor) =>
    {
        string body = string.Join(" ", members.Select((member, place) => member.Replace("@", $"M{index}_{place}", StringComparison.Ordinal)));
        // A base type has been declared before, and all are classes that can be derived from.
        return $"[SharedObject] internal partial class S{index}{(form == 0 && ancestor >= 0 ? $" : S{ancestor}" : "")} {{ {body} }}";
    });

    private static Gen<string> Member(int index) => Gen.Select(Type(index), Gen.Int[0, 7], Gen.Int[-2, 2], Gen.Bool).Select(static (type, attribute, order, init) =>
    {
        string mark = attribute switch
        {
            0 => "[BsonElement(\"e@\")] ",
            1 => $"[BsonElement(Order = {order})] ",
            2 => "[BsonIgnoreIfNull] ",
            3 when !type.Contains("ImmutableArray", StringComparison.Ordinal) => "[BsonIgnoreIfDefault] ",
            4 when type.TrimEnd('?') is "int" or "long" or "Guid" or "Narrow" or "Wide" or "bool" or "decimal" or "DateTime" or "List<int>" or "Dictionary<string, Narrow>" => $"[{Text}] ",
            5 => "[BsonRequired] ",
            _ => "",
        };
        return $"{mark}public {type} @ {{ get; {(init ? "init" : "set")}; }} = default!;";
    });

    private static Gen<string> Type(int index)
    {
        Gen<string> plain = Gen.OneOf(
            Gen.Select(Gens.Any(Values), Gen.Bool).Select(static (type, nullable) => nullable ? type + "?" : type),
            Gens.Any(References).Select(static type => type + "?"),
            index == 0 ? Gen.Const("string?") : Gen.Int[0, index - 1].Select(static other => $"S{other}?"));
        return Gen.OneOf(plain, Gen.Select(Gens.Any(Collections), plain).Select(static (form, item) =>
            string.Format(System.Globalization.CultureInfo.InvariantCulture, form, item) + (form.StartsWith("ImmutableArray", StringComparison.Ordinal) ? "" : "?")));
    }
}
