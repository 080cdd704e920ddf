using System.ComponentModel;
using ShmStore.Bson;

namespace ShmStore;

/// <summary>A type that has no known derived types, and so is always exactly itself.</summary>
/// <typeparam name="T">The object type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConcreteObject<T> : IConcreteObject<T>
    where T : ISharedObject<T>
{
    /// <inheritdoc/>
    public static FixedLayout FixedLayout => T.FixedLayout;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T value) => T.Write(ref writer, value);

    /// <inheritdoc/>
    public static T Read(in DocumentView document) => T.Read(in document);
}
