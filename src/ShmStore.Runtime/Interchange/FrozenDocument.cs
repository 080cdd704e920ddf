using ShmStore.Bson;

namespace ShmStore;

/// <summary>Checks of documents that are read in place from memory that came from elsewhere.</summary>
internal static class FrozenDocument
{
    /// <summary>The document's bytes, after checking that there is a whole valid document.</summary>
    /// <param name="memory">The memory it lies in.</param>
    /// <param name="bounds">Where it lies.</param>
    /// <param name="subject">What to call it in an error.</param>
    /// <exception cref="StoreFormatException">The bounds are not inside the memory, or not those of a valid document.</exception>
    public static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> memory, MemoryBounds bounds, string subject)
    {
        ThrowIfOutside(memory.Length, bounds, subject);
        ReadOnlyMemory<byte> raw = memory.Slice(bounds.Index, bounds.Size);
        try
        {
            BsonValidation.Validate(raw.Span);
        }
        catch (BsonFormatException e)
        {
            throw Error(StoreFormatReason.Corrupt, subject, bounds, memory.Length, $"is not a valid document. {e.Message}", e);
        }
        return raw;
    }

    /// <summary>Checks that a document can lie at the bounds in memory of the given length.</summary>
    /// <exception cref="StoreFormatException">It cannot.</exception>
    public static void ThrowIfOutside(int memoryLength, MemoryBounds bounds, string subject)
    {
        if (bounds.Size < ElementSize.EmptyDocument)
            throw Error(StoreFormatReason.Corrupt, subject, bounds, memoryLength, $"is smaller than any document ({ElementSize.EmptyDocument} bytes).");
        if (bounds.Index < 0 || bounds.Index > memoryLength - bounds.Size)
            throw Error(StoreFormatReason.Truncated, subject, bounds, memoryLength, "is not inside it.");
    }

    private static StoreFormatException Error(
        StoreFormatReason reason, string subject, MemoryBounds bounds, int memoryLength, string problem, Exception? cause = null) =>
        new(reason, $"{subject} (index {bounds.Index}, size {bounds.Size}, memory of {memoryLength} bytes) {problem}", cause);
}
