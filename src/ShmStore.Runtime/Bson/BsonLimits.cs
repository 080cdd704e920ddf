namespace ShmStore.Bson;

/// <summary>How large and how deeply nested a document may be.</summary>
/// <param name="MaxDepth">Levels of documents and arrays, the root included: 1 to <see cref="DepthCeiling"/>.</param>
/// <param name="MaxDocumentBytes">Bytes of the root document.</param>
public readonly record struct BsonLimits(int MaxDepth = BsonLimits.DefaultDepth, int MaxDocumentBytes = BsonLimits.DefaultDocumentBytes)
{
    /// <summary>The levels that views and writers allow, and MongoDB's own limit.</summary>
    public const int DefaultDepth = 100;

    /// <summary>MongoDB's own limit: 16 MiB.</summary>
    public const int DefaultDocumentBytes = 16 * 1024 * 1024;

    /// <summary>The largest <see cref="MaxDepth"/> that can be asked for: other decoders recurse, and overflow their stack.</summary>
    public const int DepthCeiling = 1000;

    /// <summary>100 levels, 16 MiB.</summary>
    public static BsonLimits Default => new(DefaultDepth, DefaultDocumentBytes);
}
