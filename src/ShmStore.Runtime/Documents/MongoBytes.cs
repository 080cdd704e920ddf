using MongoDB.Bson;
using MongoDB.Bson.IO;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>Whole documents to and from bytes by MongoDB.Bson's serializers: with limits, and with stack enough for any nesting. Thread-safe.</summary>
internal static class MongoBytes
{
    /// <summary>Has a document written.</summary>
    /// <param name="write">Writes it. Called twice if it is nested deeply.</param>
    /// <param name="depth">How many levels of documents and arrays it may have.</param>
    /// <returns>A valid document.</returns>
    /// <exception cref="BsonSerializationException">It has more levels, which may be endless, or is too large.</exception>
    /// <exception cref="BsonFormatException">What was written is not valid.</exception>
    public static byte[] Write(Action<BsonBinaryWriter> write, int depth)
    {
        byte[] document = TryWrite(write, Math.Min(depth, LargeStack.NeededAbove), isLast: depth <= LargeStack.NeededAbove)
            ?? LargeStack.Run(() => TryWrite(write, depth, isLast: true)!);
        BsonValidation.Validate(document, new BsonLimits { MaximumDepth = depth });
        DuplicateNames.ThrowIfAny(new DocumentView(document));
        return document;
    }

    /// <summary>Has a document read.</summary>
    /// <param name="document">The bytes, which do not change: those of a store are to be copied before.</param>
    /// <param name="read">Reads them.</param>
    /// <exception cref="BsonFormatException">The document is not valid.</exception>
    public static T Read<T>(byte[] document, Func<byte[], T> read)
    {
        // MongoDB.Bson reads without a depth limit, and its stack overflow ends the process.
        return BsonValidation.Levels(document) > LargeStack.NeededAbove ? LargeStack.Run(() => read(document)) : read(document);
    }

    private static byte[]? TryWrite(Action<BsonBinaryWriter> write, int depth, bool isLast)
    {
        using var stream = new MemoryStream();
        using var writer = new BsonBinaryWriter(
            stream,
            new BsonBinaryWriterSettings { MaxDocumentSize = BsonLimits.DefaultDocumentBytes, MaxSerializationDepth = depth });
        try
        {
            write(writer);
        }
        catch (Exception) when (!isLast && writer.SerializationDepth > depth)
        {
            return null;
        }
        return stream.ToArray();
    }
}
