namespace ShmStore.Bson;

/// <summary>What is wrong with bytes that should be a BSON document, or with a value in one.</summary>
public enum BsonFormatReason
{
    /// <summary>The document's length is below 5 or differs from the bytes given.</summary>
    BadDocumentLength,

    /// <summary>A document's closing zero byte is missing or comes early.</summary>
    BadTerminator,

    /// <summary>A type byte that BSON does not define.</summary>
    UnknownElementType,

    /// <summary>An element name has no end or is not UTF-8.</summary>
    BadElementName,

    /// <summary>A string's length is not positive or passes the end, or its final zero byte is missing.</summary>
    BadString,

    /// <summary>Text that is not UTF-8.</summary>
    InvalidUtf8,

    /// <summary>Binary data with a negative length, a length past the end, or one that contradicts its subtype.</summary>
    BadBinary,

    /// <summary>A boolean that is neither 0 nor 1.</summary>
    BadBoolean,

    /// <summary>The document ends inside a value.</summary>
    Truncated,

    /// <summary>The length of an embedded document, array or scope contradicts the bytes around it.</summary>
    BadNestedLength,

    /// <summary>Nested too deeply, or too long.</summary>
    LimitExceeded,

    /// <summary>An element of a type that the member cannot be read from; also null for a member that is not nullable.</summary>
    TypeMismatch,

    /// <summary>A value that the member's type cannot hold exactly.</summary>
    ValueOutOfRange,

    /// <summary>A required element is not in the document.</summary>
    MissingField,

    /// <summary>An element that a type which allows no others has no member for.</summary>
    UnknownField,
}
