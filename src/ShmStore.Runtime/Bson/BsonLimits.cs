namespace ShmStore.Bson;

/// <summary>How large and how deeply nested a document may be.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class BsonLimits
{
    /// <summary>The levels that views and writers allow, and MongoDB's own limit.</summary>
    public const int DefaultDepth = 100;

    /// <summary>MongoDB's own limit: 16 MiB.</summary>
    public const int DefaultDocumentBytes = 16 * 1024 * 1024;

    /// <summary>The largest <see cref="MaximumDepth"/> that can be asked for: other decoders recurse, and overflow their stack.</summary>
    public const int DepthCeiling = 1000;

    /// <summary>100 levels, 16 MiB.</summary>
    public static BsonLimits Default { get; } = new();

    /// <summary>Levels of documents and arrays, the root included: 1 to <see cref="DepthCeiling"/>.</summary>
    public int MaximumDepth { get; init; } = DefaultDepth;

    /// <summary>Bytes of the root document, at least 1.</summary>
    public int MaximumDocumentBytes { get; init; } = DefaultDocumentBytes;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumDepth, 1, nameof(MaximumDepth));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumDepth, DepthCeiling, nameof(MaximumDepth));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumDocumentBytes, 1, nameof(MaximumDocumentBytes));
    }
}
