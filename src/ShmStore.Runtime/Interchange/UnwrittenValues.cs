using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using ShmStore.Bson;
using ShmStore.Documents;

namespace ShmStore;

/// <summary>
/// Finds what MongoDB.Bson has written as an empty document though it is something: values of .NET's own types that have no members it could store and no
/// serializer, as BigInteger, Int128 and JsonElement. An empty class of the program's is what it is. Thread-safe.
/// </summary>
internal static class UnwrittenValues
{
    /// <summary>Looks through an object that MongoDB.Bson has written: so it has no cycles, and a limited size.</summary>
    /// <exception cref="NotSupportedException">There is one; the message names its type and where it is.</exception>
    [RequiresUnreferencedCode(MongoSerializer.Requirement)]
    [RequiresDynamicCode(MongoSerializer.Requirement)]
    public static void ThrowIfAny(object value)
    {
        var rest = new Stack<(object? Value, string Path, int Level)>([(value, "", 0)]);
        while (rest.TryPop(out (object? Value, string Path, int Level) next))
        {
            // Deeper than this only if it has changed meanwhile.
            if (next is not { Value: { } part, Level: < BsonLimits.DefaultDepth } || IsScalar(part))
                continue;
            foreach ((object? inner, string? name) in PartsOf(part, next.Path))
                rest.Push((inner, name is null ? next.Path : next.Path.Length == 0 ? name : $"{next.Path}.{name}", next.Level + 1));
        }
    }

    private static bool IsScalar(object value) => value is string or BsonValue || value.GetType() is { IsPrimitive: true } or { IsEnum: true };

    // In collections without names, as what is in one of them is wrong in all.
    [RequiresUnreferencedCode(MongoSerializer.Requirement)]
    [RequiresDynamicCode(MongoSerializer.Requirement)]
    private static IEnumerable<(object? Value, string? Name)> PartsOf(object value, string path)
    {
        Type type = value.GetType();
        IBsonSerializer serializer = BsonSerializer.LookupSerializer(type);
        if (!IsOfMongo(serializer))
            return [];
        if (IsGeneric(serializer.GetType(), typeof(BsonClassMapSerializer<>)))
            return Members(value, BsonClassMap.LookupClassMap(type), path);
        if (IsGeneric(type, typeof(KeyValuePair<,>)))
            return [(type.GetProperty("Key")!.GetValue(value), null), (type.GetProperty("Value")!.GetValue(value), null)];
        return value switch
        {
            IDictionary dictionary => dictionary.Keys.Cast<object>().Select(key => (dictionary[key], key as string)),
            ITuple tuple => Enumerable.Range(0, tuple.Length).Select(index => (tuple[index], (string?)null)),
            IEnumerable many and not byte[] => many.Cast<object?>().Select(static each => (each, (string?)null)),
            _ => [],
        };
    }

    private static IEnumerable<(object? Value, string? Name)> Members(object value, BsonClassMap map, string path)
    {
        if (map.AllMemberMaps.Count == 0 && value.GetType().Namespace is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal)))
        {
            string place = path.Length == 0 ? "" : $" at '{path}'";
            string advice = ParsedJson.IsJson(value) ? $": store its text, or make the whole object by {nameof(SharedObject.FromExtendedJson)}" : "";
            throw new NotSupportedException($"Of the {value.GetType()}{place} MongoDB.Bson would store nothing but an empty document{advice}.");
        }
        foreach (BsonMemberMap member in map.AllMemberMaps)
        {
            object? part = member.Getter(value);
            if (IsOfMongo(member.GetSerializer()) && member.ShouldSerialize(value, part))
                yield return (part, member.ElementName);
        }
    }

    // What somebody else's serializer writes is up to it.
    private static bool IsOfMongo(IBsonSerializer serializer) =>
        serializer.GetType().Assembly == typeof(BsonSerializer).Assembly && (serializer is not IChildSerializerConfigurable { ChildSerializer: { } child } || IsOfMongo(child));

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
