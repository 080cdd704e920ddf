using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MongoDB.Bson.Serialization;
using ShmStore.Documents;

namespace ShmStore.Bson;

/// <summary>A value in a form that MongoDB.Bson has for its type and this library has no codec for, through MongoDB.Bson's serializer. Marked as <see cref="MongoCodec{T}"/> is.</summary>
/// <typeparam name="T">The .NET type.</typeparam>
/// <typeparam name="TForm">The form.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RepresentedCodec<T, TForm> : IBsonCodec<T>, IBsonView<T>
    where TForm : struct, IRepresentationForm
{
    /// <inheritdoc/>
    /// <remarks>The serializer decides on the type; <see cref="Write"/> sets it.</remarks>
    public static ElementType TypeOf(T value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Undefined;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T value)
    {
        byte[] wrapped = MongoSerializer.Serialize(value, Serializer, BsonLimits.DefaultDepth - writer.Depth);
        MongoSerializer.WriteWrapped(ref writer, wrapped);
        // Some of these forms hold less than the type; bytes are written in full.
        if (value is ValueType && MongoSerializer.ReadWrapped(wrapped, Serializer) is var back && !value.Equals(back))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{value} as {TForm.Type} would come back as {back}"));
    }

    /// <inheritdoc/>
    public static T Read(ElementView element) => MongoSerializer.Deserialize(element, Serializer) is { } value ? value : throw element.Mismatch(Article.With(typeof(T).Name));

    /// <inheritdoc/>
    public static T View(ElementView element) => Read(element);

    private static IBsonSerializer<T> Serializer() => Instance.Value;

    private static class Instance
    {
        public static readonly IBsonSerializer<T> Value = Create();

        [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = MongoCodec<T>.Marked)]
        [UnconditionalSuppressMessage("AOT", "IL3050", Justification = MongoCodec<T>.Marked)]
        private static IBsonSerializer<T> Create() =>
            (IBsonSerializer<T>)((IRepresentationConfigurable)BsonSerializer.LookupSerializer<T>()).WithRepresentation(TForm.Type);
    }
}
