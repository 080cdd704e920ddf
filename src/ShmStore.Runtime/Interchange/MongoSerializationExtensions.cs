using System.Diagnostics.CodeAnalysis;

namespace ShmStore;

/// <summary>
/// <c>Get</c> and <c>TryGet</c> for types that the generator did not see. They are extension methods so that the compiler takes the instance method for
/// every type that satisfies its constraint, and these for all others.
/// </summary>
public static class MongoSerializationExtensions
{
    /// <summary>Reads an object as any type that MongoDB.Bson can deserialise, with its conventions.</summary>
    /// <exception cref="SharedStoreException">It cannot make this type of the document; the inner exception says why.</exception>
    [RequiresUnreferencedCode(MongoSerialization.Requirement)]
    [RequiresDynamicCode(MongoSerialization.Requirement)]
    public static T Get<T>(this SharedObject source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return MongoSerialization.Deserialize<T>(source.Raw);
    }

    /// <summary>Reads the object with this key as any type that MongoDB.Bson can deserialise, with its conventions.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key; the message names it.</exception>
    /// <exception cref="SharedStoreException">MongoDB.Bson cannot make this type of the document; the inner exception says why.</exception>
    [RequiresUnreferencedCode(MongoSerialization.Requirement)]
    [RequiresDynamicCode(MongoSerialization.Requirement)]
    public static T Get<T>(this SharedObjectStore store, string key)
    {
        ArgumentNullException.ThrowIfNull(store);
        return MongoSerialization.Deserialize<T>(store.Find(key).Raw);
    }

    /// <summary>Reads the object with this key, if there is one, as any type that MongoDB.Bson can deserialise, with its conventions.</summary>
    /// <returns>False if there is no such key.</returns>
    /// <exception cref="SharedStoreException">MongoDB.Bson cannot make this type of the document; the inner exception says why.</exception>
    [RequiresUnreferencedCode(MongoSerialization.Requirement)]
    [RequiresDynamicCode(MongoSerialization.Requirement)]
    public static bool TryGet<T>(this SharedObjectStore store, string key, [MaybeNullWhen(false)] out T value)
    {
        ArgumentNullException.ThrowIfNull(store);
        bool found = store.TryGetRaw(key, out ReadOnlyMemory<byte> raw);
        value = found ? MongoSerialization.Deserialize<T>(raw) : default;
        return found;
    }
}
