using MongoDB.Bson;

namespace ShmStore.Interop.Tests.Decoders;

/// <summary>
/// Where a decoder does not read what is there, or an encoder does not write what it is given: theirs, not ours. Whatever is not in this table
/// must be the same in all of them.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>npm</term><description>names that look like array indexes come first, in numeric order; undefined is null in its Extended JSON, and not written</description></item>
/// <item><term>python3-bson</term><description>a symbol is a string; undefined is null; a date outside the years 1 to 9999 is refused; _id is written first</description></item>
/// <item><term>libbson</term><description>its Extended JSON reader does not go as deep as its BSON, ends code at a zero character, and gives code in an array a name of stray bytes, which
/// it then calls corrupt itself</description></item>
/// </list>
/// </remarks>
internal static class KnownDifferences
{
    private const long LastPythonDate = 253_402_300_799_999;

    /// <summary>What a decoder makes of a document.</summary>
    /// <returns>Null if it refuses it.</returns>
    public static BsonDocument? Read(ForeignCodec codec, BsonDocument document)
    {
        if (codec.Name.StartsWith("npm", StringComparison.Ordinal))
            return (BsonDocument)Map(document, static value => value.IsBsonUndefined ? BsonNull.Value : value, IndexesFirst);
        if (codec.Name.StartsWith("python", StringComparison.Ordinal))
            return HasFarDate(document) ? null : (BsonDocument)Map(document, PythonValue, static names => names);
        return document;
    }

    /// <summary>Whether an encoder writes a document of the shared set whole when it gets it as Extended JSON.</summary>
    public static bool IsWritten(ForeignCodec codec, string name, BsonDocument document) =>
        name != "undefined" && Read(codec, document) is not null && (codec.Name != "libbson" || (name != SharedSet.Deepest && !IsSpoiltByLibBson(document)));

    private static bool IsSpoiltByLibBson(BsonValue value) => value switch
    {
        BsonJavaScriptWithScope code => code.Code.Contains('\0', StringComparison.Ordinal) || IsSpoiltByLibBson(code.Scope),
        BsonJavaScript code => code.Code.Contains('\0', StringComparison.Ordinal),
        BsonDocument document => document.Values.Any(IsSpoiltByLibBson),
        BsonArray array => array.Any(item => item is BsonJavaScript || IsSpoiltByLibBson(item)),
        _ => false,
    };

    private static BsonValue PythonValue(BsonValue value) => value switch
    {
        BsonSymbol symbol => symbol.Name,
        BsonUndefined => BsonNull.Value,
        _ => value,
    };

    private static IEnumerable<string> IndexesFirst(IEnumerable<string> names) =>
        names.OrderBy(name => uint.TryParse(name, out uint index) ? index : uint.MaxValue);

    private static bool HasFarDate(BsonValue value) => value switch
    {
        BsonDateTime date => date.MillisecondsSinceEpoch > LastPythonDate,
        BsonDocument document => document.Values.Any(HasFarDate),
        _ => false,
    };

    private static BsonValue Map(BsonValue value, Func<BsonValue, BsonValue> scalar, Func<IEnumerable<string>, IEnumerable<string>> order) => value switch
    {
        BsonDocument document => new BsonDocument(order(document.Names).Select(name => new BsonElement(name, Map(document[name], scalar, order)))),
        BsonArray array => new BsonArray(array.Select(item => Map(item, scalar, order))),
        _ => scalar(value),
    };
}
