using System.ComponentModel;
using ShmStore.Bson;

namespace ShmStore;

/// <summary>
/// How the members of exactly one type are written and read, for types whose <see cref="ISharedObject{TSelf}"/> goes by the run-time type
/// instead. Implemented by generated code.
/// </summary>
/// <typeparam name="T">The object type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IConcreteObject<T>
{
    /// <summary>The fixed prefix of this type's canonical documents.</summary>
    static abstract FixedLayout FixedLayout { get; }

    /// <summary>Writes a value as one whole canonical document, without discriminator.</summary>
    /// <exception cref="ArgumentException">A member holds something that cannot be stored.</exception>
    static abstract void Write(ref DocumentWriter writer, T value);

    /// <summary>Reads a value from a document, whatever its discriminator.</summary>
    /// <exception cref="BsonFormatException">The document does not hold this type.</exception>
    static abstract T Read(in DocumentView document);
}
