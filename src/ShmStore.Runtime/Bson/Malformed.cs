namespace ShmStore.Bson;

/// <summary>Words for framing errors, shared by views and validation.</summary>
internal static class Malformed
{
    /// <summary>The error for a value that could not be measured.</summary>
    /// <param name="reason">What <see cref="ElementSize.Measure"/> found.</param>
    /// <param name="path">The element.</param>
    /// <param name="offset">The place in the root document.</param>
    /// <param name="left">Bytes left for the value in its document.</param>
    public static BsonFormatException At(BsonFormatReason reason, string path, int offset, int left) =>
        new(reason, offset, path, reason switch
        {
            BsonFormatReason.BadElementName => "the name has no end",
            BsonFormatReason.UnknownElementType => "no such element type",
            BsonFormatReason.BadTerminator => "the document's terminator comes before its end",
            BsonFormatReason.BadString => $"the length of the text is not positive, passes the {left} bytes left, or has no closing zero",
            BsonFormatReason.BadBinary => $"the length of the binary data is negative or passes the {left} bytes left",
            BsonFormatReason.BadNestedLength => $"the length of the embedded document is too small or passes the {left} bytes left",
            _ => $"the value needs more than the {left} bytes left",
        });
}
