using System.Collections;
using System.Globalization;
using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>Writes .NET values whose types are known only when the program runs, as MongoDB.Bson maps them. What would not come back is refused as it is for members. Thread-safe.</summary>
internal static class DotNetValueWriter
{
    /// <summary>Writes the type and the bytes of the element that was begun.</summary>
    /// <exception cref="ArgumentException">The value cannot be stored, or is nested too deeply or too long.</exception>
    public static void Write(ref DocumentWriter writer, object? value)
    {
        switch (value)
        {
            // Containers are opened here and not by the mapper, which follows a cycle of references until the stack ends.
            case not (BsonValue or IConvertibleToBsonDocument or string or byte[]) and (IDictionary or IEnumerable<KeyValuePair<string, object?>>):
                writer.SetType(ElementType.Document);
                int document = writer.BeginDocument([0, 0, 0, 0]);
                WriteEntries(ref writer, value is IEnumerable<KeyValuePair<string, object?>> entries ? entries : Entries((IDictionary)value));
                writer.EndDocument(document);
                break;
            case not (BsonValue or IConvertibleToBsonDocument or string or byte[]) and IEnumerable items:
                writer.SetType(ElementType.Array);
                int array = writer.BeginArray();
                int index = 0;
                foreach (object? item in items)
                {
                    writer.BeginArrayElement(index++);
                    Write(ref writer, item);
                }
                writer.EndDocument(array);
                break;
            default:
                BsonValueWriter.WriteTyped(ref writer, ToBson(value));
                break;
        }
    }

    private static void WriteEntries(ref DocumentWriter writer, IEnumerable<KeyValuePair<string, object?>> entries)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, object? value) in entries)
        {
            if (!names.Add(name))
                throw RepeatedName.Error(name);
            writer.BeginElement(CString.Encode(name));
            Write(ref writer, value);
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
            yield return new(entry.Key as string ?? throw new ArgumentException($"a key of type {entry.Key.GetType()} is no name"), entry.Value);
    }

    private static BsonValue ToBson(object? value) => value switch
    {
        DateTime time => new BsonDateTime(UtcTime.Of(time)),
        decimal exact => new BsonDecimal128(Decimal128Raw.FromDecimal(exact).ToDecimal128()),
        ulong number => ToInt64(number),
        Enum constant when Enum.GetUnderlyingType(constant.GetType()) == typeof(ulong) => ToInt64(((IConvertible)constant).ToUInt64(CultureInfo.InvariantCulture)),
        _ => BsonTypeMapper.MapToBsonValue(value),
    };

    private static BsonInt64 ToInt64(ulong number)
    {
        if (!NumberOf<ulong>.TryToInt64(number, out long integer))
            NumberOf<ulong>.ThrowNotWritable(number, "a 64-bit integer");
        return new BsonInt64(integer);
    }
}
