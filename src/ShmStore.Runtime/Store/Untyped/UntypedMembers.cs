using System.Diagnostics;
using MongoDB.Bson;
using ShmStore.Store.Schema;

namespace ShmStore;

/// <summary>Makes what reads a key that is known by its schema only, in which <see cref="KnownKinds"/> knows everything.</summary>
internal static class UntypedMembers
{
    /// <summary>The kind of a key.</summary>
    public static StoreKeyKind KindOf(KeySchema key) => key.Kind switch
    {
        KeyKinds.Entry => StoreKeyKind.Entry,
        KeyKinds.Atomic => StoreKeyKind.Atomic,
        KeyKinds.Document => StoreKeyKind.Document,
        KeyKinds.Map => StoreKeyKind.Map,
        KeyKinds.DocumentMap => StoreKeyKind.DocumentMap,
        _ => throw new UnreachableException(key.Kind),
    };

    /// <summary>What reads a key: a <see cref="SharedDocument"/>, an <see cref="UntypedMap"/> or an <see cref="UntypedAtomic"/>.</summary>
    public static object Create(StoreAttachment attachment, int number, UntypedKey key) => key.Kind switch
    {
        StoreKeyKind.Entry or StoreKeyKind.Document => new SharedDocument(attachment, number),
        StoreKeyKind.Atomic => CreateAtomic(attachment, number, key),
        _ => CreateMap(attachment, number, key),
    };

    private static UntypedAtomic CreateAtomic(StoreAttachment attachment, int number, UntypedKey key) => key.Type switch
    {
        "int32" => new UntypedAtomic<int>(attachment, number, static value => new BsonInt32(value)),
        "int64" => new UntypedAtomic<long>(attachment, number, static value => new BsonInt64(value)),
        "double" => new UntypedAtomic<double>(attachment, number, static value => new BsonDouble(value)),
        "bool" => new UntypedAtomic<bool>(attachment, number, static value => (BsonBoolean)value),
        _ => throw new UnreachableException(key.Type),
    };

    private static UntypedMap CreateMap(StoreAttachment attachment, int number, UntypedKey key) => key.KeyType switch
    {
        "string" => new UntypedMap<string>(attachment, number),
        "int32" => new UntypedMap<int>(attachment, number),
        "int64" => new UntypedMap<long>(attachment, number),
        "uuid" => new UntypedMap<Guid>(attachment, number),
        "objectId" => new UntypedMap<ObjectId>(attachment, number),
        "binary" => new UntypedMap<byte[]>(attachment, number),
        _ => throw new UnreachableException(key.KeyType),
    };
}
