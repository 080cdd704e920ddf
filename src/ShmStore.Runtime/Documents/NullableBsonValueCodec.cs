using System.ComponentModel;
using MongoDB.Bson;
using ShmStore.Documents;

namespace ShmStore.Bson;

/// <summary>
/// A nullable <see cref="BsonValue"/> or type derived from it. Because <see cref="BsonNull"/> is a value of its own, a null reference is
/// written as MongoDB.Bson does: as the document <c>{ "_csharpnull": true }</c>.
/// </summary>
/// <typeparam name="T"><see cref="BsonValue"/>, <see cref="BsonDocument"/>, <see cref="BsonArray"/>, <see cref="BsonRegularExpression"/>, ….</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableBsonValueCodec<T> : IBsonCodec<T?>, IBsonView<T?>
    where T : BsonValue
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T? value) => value is null ? ElementType.Document : BsonValueCodec<T>.TypeOf(value);

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T? value)
    {
        if (value is null)
            CSharpNull.Write(ref writer);
        else
            BsonValueCodec<T>.Write(ref writer, value);
    }

    /// <inheritdoc/>
    public static T? Read(ElementView element)
    {
        if (CSharpNull.Is(element) || (element.IsNull && !typeof(T).IsAssignableFrom(element.Type == ElementType.Undefined ? typeof(BsonUndefined) : typeof(BsonNull))))
            return null;
        return BsonValueCodec<T>.Read(element);
    }

    /// <inheritdoc/>
    public static T? View(ElementView element) => Read(element);
}
