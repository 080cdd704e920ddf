using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using ShmStore.Documents;

namespace ShmStore.Bson;

/// <summary>
/// Any type that MongoDB.Bson can serialise, through its registered serializer: types with <c>[BsonSerializer]</c> and types of other
/// assemblies. Not safe to trim or to compile ahead of time: rule SHM0034 says so at each member that uses it, as a warning where a project is trimmed; what reads that member alone is
/// marked, and publishing warns of MongoDB.Bson as a whole (IL2104, IL3053).
/// </summary>
/// <typeparam name="T">The .NET type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MongoCodec<T> : IBsonCodec<T>
{
    internal const string Marked = "An interface member cannot be marked where others are not. Rule SHM0034 reports each use, views and getters of the member are marked, and the linker warns of MongoDB.Bson.";

    /// <inheritdoc/>
    /// <remarks>The serializer decides on the type; <see cref="Write"/> sets it.</remarks>
    public static ElementType TypeOf(T value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Undefined;
    }

    /// <inheritdoc/>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Marked)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Marked)]
    public static void Write(ref DocumentWriter writer, T value)
    {
        byte[] wrapped = MongoSerializer.Serialize(value, BsonLimits.DefaultDepth - writer.Depth);
        MongoSerializer.WriteWrapped(ref writer, wrapped);
    }

    /// <inheritdoc/>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Marked)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Marked)]
    public static T Read(ElementView element)
    {
        T value = MongoSerializer.Deserialize<T>(element);

        // Of null only: nullable members come here with all else, of which a serializer may make null too.
        return value is null && element.IsNull ? throw element.Mismatch(Article.With(typeof(T).Name)) : value;
    }
}
