using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Documents;

namespace ShmStore;

/// <summary>One object as a BSON document: what a <see cref="SharedObjectStore"/> is packed from.</summary>
/// <remarks>
/// Documents hold at most 16 MiB and 100 levels. Of elements with the same name the first counts. Immutable, hence safe for any number
/// of threads, as long as nobody changes memory given to <see cref="FromMemoryArray"/>.
/// </remarks>
public sealed class SharedObject
{
    /// <summary>Wraps a document that is known to be valid.</summary>
    internal SharedObject(ReadOnlyMemory<byte> raw) => Raw = raw;

    /// <summary>Exactly this document's bytes, from its length to its terminator.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>Serialises an object of a generated type, in its canonical layout.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException">A member holds something that cannot be stored; the message names it.</exception>
    [SkipLocalsInit]
    public static SharedObject FromObject<T>(T value)
        where T : ISharedObject<T>
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        return new SharedObject(encoder.Encode(value).ToArray());
    }

    /// <summary>Serialises a document without a schema.</summary>
    /// <remarks>
    /// Neither this nor <see cref="ToBsonDocument"/> needs reflection. Publishing a program trimmed or ahead-of-time compiled still reports
    /// IL2104 and IL3053 for the assembly MongoDB.Bson as soon as it uses documents: they concern its serializers, which are not used here.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException">It contains a name twice, a name or text that is not valid, or is nested too deeply or too large.</exception>
    public static SharedObject FromObject(BsonDocument value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return FromObject(new SchemalessDocument(value));
    }

    /// <summary>Serialises anything that MongoDB.Bson can make a document of: anonymous types, classes, dictionaries; also parsed JSON.</summary>
    /// <remarks>
    /// The mapping is MongoDB.Bson's, with its conventions and registered serializers: a <see cref="Guid"/>, for example, needs a
    /// representation. What is in a dictionary of objects (<see cref="IDictionary{TKey, TValue}"/> of <see cref="string"/> and <see cref="object"/>, also an
    /// <see cref="System.Dynamic.ExpandoObject"/>) is written as what it is, lists as arrays and dictionaries as documents. Elsewhere MongoDB.Bson writes
    /// the value of a member of type <see cref="object"/> with the name of its .NET type, unless BSON tells the type. A
    /// <see cref="System.Text.Json.JsonDocument"/>, <see cref="System.Text.Json.JsonElement"/> or <see cref="System.Text.Json.Nodes.JsonNode"/> means what
    /// <see cref="FromExtendedJson"/> makes of its text. Types with <c>[SharedObject]</c> do not come here but to the overload for generated types.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// MongoDB.Bson cannot serialise it, or not to a valid document; the inner exception says why. Or it holds a value of which MongoDB.Bson writes
    /// nothing, as of a <see cref="System.Numerics.BigInteger"/>, an <see cref="Int128"/> or JSON inside of another object; the message names it.
    /// </exception>
    [RequiresUnreferencedCode(MongoSerialization.Requirement)]
    [RequiresDynamicCode(MongoSerialization.Requirement)]
    public static SharedObject FromObject(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value is BsonDocument document ? FromObject(document)
            : ParsedJson.IsJson(value) ? new SharedObject(ParsedJson.Serialize(value))
            : new SharedObject(MongoSerialization.Serialize(value));
    }

    /// <summary>Attaches to a document in memory, without copying it.</summary>
    /// <param name="memory">The memory, for example that of a whole store. It must not change as long as the object is used.</param>
    /// <param name="bounds">Where in it the document lies.</param>
    /// <exception cref="StoreFormatException">The bounds are not inside the memory, or not those of a valid document.</exception>
    public static SharedObject FromMemoryArray(ReadOnlyMemory<byte> memory, MemoryBounds bounds) =>
        new(FrozenDocument.Slice(memory, bounds, "The document"));

    /// <summary>Reads the object as a generated type. For other types there is an extension method of the same name.</summary>
    /// <exception cref="BsonFormatException">The document does not hold this type.</exception>
    public T Get<T>()
        where T : ISharedObject<T> => T.Read(DocumentView.Of<T>(Raw.Span));

    /// <summary>Decodes the object into a new document.</summary>
    /// <exception cref="BsonFormatException">It contains the deprecated DBPointer type, which a <see cref="BsonDocument"/> cannot hold.</exception>
    public BsonDocument ToBsonDocument() => BsonValueReader.ReadDocument(new DocumentView(Raw.Span));

    /// <summary>The object as MongoDB Extended JSON.</summary>
    /// <param name="relaxed">Numbers and dates as JSON users expect them; otherwise canonical, with the exact type of every value.</param>
    /// <exception cref="BsonFormatException">The document contains the deprecated DBPointer type.</exception>
    public string ToExtendedJson(bool relaxed = false) => ExtendedJson.Write(new DocumentView(Raw.Span), relaxed);

    /// <summary>Makes an object of MongoDB Extended JSON, canonical or relaxed.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">It is not extended JSON of a document, holds a name twice in one, or is nested more than 100 levels deep.</exception>
    /// <exception cref="ArgumentException">It holds a value that BSON cannot, whose path the message names, or is too large.</exception>
    public static SharedObject FromExtendedJson(string json) => new(ExtendedJson.Parse(json));
}
