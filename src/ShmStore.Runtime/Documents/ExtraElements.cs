using System.ComponentModel;
using System.Text;
using MongoDB.Bson;
using ShmStore.Documents;

namespace ShmStore.Bson;

/// <summary>Elements that a type has no member for: kept in a member of their own, or refused. The discriminator <c>_t</c> is none of them, as for MongoDB.Bson. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExtraElements
{
    private static readonly BsonTypeMapperOptions DotNetTypes = new()
    {
        MapBsonDocumentTo = typeof(Dictionary<string, object>),
        MapBsonArrayTo = typeof(List<object>),
    };

    /// <summary>Collects them.</summary>
    /// <returns>Null if there are none. Of elements with the same name the first counts.</returns>
    /// <exception cref="BsonFormatException">One is malformed.</exception>
    public static BsonDocument? ReadDocument<TNames>(DocumentView document)
        where TNames : struct, IElementNames
    {
        BsonDocument? extra = null;
        foreach (ElementView element in document)
        {
            if (IsKnown<TNames>(element.Name))
                continue;
            string name = BsonScalarReader.ReadName(element);
            extra ??= [];
            if (!extra.Contains(name))
                extra.Add(name, BsonValueReader.ReadValue(element));
        }
        return extra;
    }

    /// <summary>Collects them as .NET values where there are such, as MongoDB.Bson does for this type of member.</summary>
    /// <inheritdoc cref="ReadDocument{TNames}"/>
    public static Dictionary<string, object?>? ReadDictionary<TNames>(DocumentView document)
        where TNames : struct, IElementNames
    {
        if (ReadDocument<TNames>(document) is not { } extra)
            return null;
        var entries = new Dictionary<string, object?>(extra.ElementCount);
        foreach (BsonElement element in extra)
            entries.Add(element.Name, ToDotNet(element.Value));
        return entries;
    }

    /// <summary>Refuses them.</summary>
    /// <exception cref="BsonFormatException">There is one; the message names it.</exception>
    public static void ThrowIfAny<TNames>(DocumentView document)
        where TNames : struct, IElementNames
    {
        foreach (ElementView element in document)
        {
            if (!IsKnown<TNames>(element.Name))
                throw element.Error(BsonFormatReason.UnknownField, $"the type has no member for the element '{TextError.Quote(element.Name)}'");
        }
    }

    /// <summary>Writes them back, behind the members.</summary>
    /// <exception cref="ArgumentException">One has a member's name, or cannot be stored.</exception>
    public static void Write<TNames>(ref DocumentWriter writer, BsonDocument? extra)
        where TNames : struct, IElementNames
    {
        if (extra is null)
            return;
        foreach (string name in extra.Names)
            ThrowIfKnown<TNames>(name);
        BsonValueWriter.WriteElements(ref writer, extra);
    }

    /// <inheritdoc cref="Write{TNames}(ref DocumentWriter, BsonDocument?)"/>
    public static void Write<TNames>(ref DocumentWriter writer, IEnumerable<KeyValuePair<string, object?>>? extra)
        where TNames : struct, IElementNames
    {
        if (extra is null)
            return;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, object? value) in extra)
        {
            ThrowIfKnown<TNames>(name);
            if (!names.Add(name))
                throw RepeatedName.Error(name);
            writer.BeginElement(CString.Encode(name));
            try
            {
                DotNetValueWriter.Write(ref writer, value);
            }
            catch (ArgumentException problem)
            {
                throw new ArgumentException($"the extra element '{name}' cannot be stored: {problem.Message}", problem);
            }
        }
    }

    private static void ThrowIfKnown<TNames>(string name)
        where TNames : struct, IElementNames
    {
        if (IsKnown<TNames>(Encoding.UTF8.GetBytes(name)))
            throw new ArgumentException($"the extra element '{name}' has the name of a member or of the discriminator");
    }

    // What would not come back the same stays a BsonValue: a UUID, a date beyond .NET's, a zero with a sign.
    private static object? ToDotNet(BsonValue value)
    {
        try
        {
            object? mapped = BsonTypeMapper.MapToDotNetValue(value, DotNetTypes);
            return BsonTypeMapper.MapToBsonValue(mapped).Equals(value) && !HasNegativeZero(value) ? mapped : value;
        }
        catch (ArgumentException)
        {
            return value;
        }
    }

    // Equal to the other zero, which MongoDB.Bson has ready for both.
    private static bool HasNegativeZero(BsonValue value) => value switch
    {
        BsonDouble real => real.Value == 0 && double.IsNegative(real.Value),
        BsonArray array => array.Any(HasNegativeZero),
        BsonDocument document => document.Values.Any(HasNegativeZero),
        _ => false,
    };

    private static bool IsKnown<TNames>(ReadOnlySpan<byte> name)
        where TNames : struct, IElementNames => TNames.Contains(name) || name.SequenceEqual(Discriminator.ElementName);
}
