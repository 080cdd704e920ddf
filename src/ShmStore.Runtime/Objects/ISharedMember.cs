using System.ComponentModel;
using ShmStore.Bson;

namespace ShmStore;

/// <summary>How one member of fixed width is read. Implemented by generated code, for each such member.</summary>
/// <typeparam name="TField">The member's type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISharedMember<TField>
{
    /// <summary>Loads the member from its constant offset. The bytes may be changing meanwhile; the caller finds that out afterwards.</summary>
    /// <returns>False if it does not lie in the bytes, or they are no value of it.</returns>
    static abstract bool TryLoad(FixedBytes bytes, out TField value);

    /// <summary>Reads the member of any document.</summary>
    /// <exception cref="BsonFormatException">The element is missing though required, of another type, or out of range.</exception>
    static abstract TField Read(DocumentView document);
}
