using ShmStore.Bson;

namespace ShmStore;

/// <summary>
/// How an object type is written as and read from a BSON document. Implemented by generated code; every member is
/// static and stateless, so it may be used from any thread.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ISharedObject<TSelf>
    where TSelf : ISharedObject<TSelf>
{
    /// <summary>The fixed prefix of this type's canonical documents.</summary>
    static abstract FixedLayout FixedLayout { get; }

    /// <summary>Whether neither an instance nor anything it refers to can change, so that one may be handed out twice.</summary>
    static abstract bool IsImmutable { get; }

    /// <summary>Writes a value as one whole canonical document.</summary>
    /// <exception cref="ArgumentException">A member holds something that cannot be stored.</exception>
    static abstract void Write(ref DocumentWriter writer, TSelf value);

    /// <summary>Reads a value from a document.</summary>
    /// <exception cref="BsonFormatException">The document does not hold this type.</exception>
    static abstract TSelf Read(in DocumentView document);
}
