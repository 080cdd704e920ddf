using System.ComponentModel;

namespace ShmStore;

/// <summary>The element names of a type's members, for finding what is none of them. Implemented by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IElementNames
{
    /// <summary>Whether a member has this element name.</summary>
    /// <param name="name">UTF-8.</param>
    static abstract bool Contains(ReadOnlySpan<byte> name);
}
