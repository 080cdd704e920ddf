using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A collection other than an array or list as a BSON array.</summary>
/// <typeparam name="TCollection">The collection type.</typeparam>
/// <typeparam name="T">The item type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
/// <typeparam name="TKind">How the collection is made.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CollectionCodec<TCollection, T, TCodec, TKind> : IBsonCodec<TCollection>
    where TCodec : struct, IBsonCodec<T>
    where TKind : struct, ICollectionKind<TCollection, T>
{
    /// <inheritdoc/>
    public static bool IsNested => true;

    /// <inheritdoc/>
    public static ElementType TypeOf(TCollection value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Array;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, TCollection value)
    {
        int start = writer.Position;
        Items<T, TCodec>.Write(ref writer, TKind.Items(value));
        if (TKind.IsSet && (StoredAlike<T>.MayBe || DropsCase || Comparers.MayRepeat<T>(value!)))
            Check(new DocumentView(writer.Written[start..]));
    }

    // An object id has no letters.
    private static bool DropsCase => typeof(TCodec) == typeof(ObjectIdStringCodec) || typeof(TCodec) == typeof(NullableReferenceCodec<string, ObjectIdStringCodec>);

    private static void Check(DocumentView array)
    {
        T[] stored = Items<T, TCodec>.ReadArray(array);
        if (TKind.Items(TKind.Create([.. stored])).Count() < stored.Length)
            throw StoredAlike<T>.Error(stored);
    }

    /// <inheritdoc/>
    public static int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out TCollection value)
    {
        int size = Items<T, TCodec>.TryReadList(type, rest, place, out List<T> items);
        value = size >= 0 ? TKind.Create(items) : default!;
        return size;
    }

    /// <inheritdoc/>
    public static TCollection Read(ElementView element) => TKind.Create(Items<T, TCodec>.ReadList(element.AsArray()));
}
