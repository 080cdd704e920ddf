using MongoDB.Bson;
using MongoDB.Bson.Serialization.Serializers;

namespace ShmStore.Documents;

/// <summary>
/// MongoDB.Bson's serializers of objects whose type is not known, which it looks up whenever it begins to read, whatever it reads. It makes them by reflection, and in a program that is trimmed or compiled ahead of time it finds no constructor for them.
/// Then those of BsonArray and BsonDocument take their place. Thread-safe.
/// </summary>
internal static class DynamicSerializers
{
    private static readonly Lock Preparing = new();
    private static bool _isPrepared;

    /// <summary>To be called before anything is read through MongoDB.Bson. What it would find itself, or was given by the program, stays.</summary>
    public static void Prepare()
    {
        if (Volatile.Read(ref _isPrepared))
            return;
        lock (Preparing)
        {
            // Asking for them is what the reading that follows does first.
            if (!IsThere(static () => BsonDefaults.DynamicArraySerializer))
                BsonDefaults.DynamicArraySerializer = new BsonArraySerializer();
            if (!IsThere(static () => BsonDefaults.DynamicDocumentSerializer))
                BsonDefaults.DynamicDocumentSerializer = BsonDocumentSerializer.Instance;
            Volatile.Write(ref _isPrepared, value: true);
        }
    }

    private static bool IsThere(Func<object> find)
    {
        try
        {
            return find() is not null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }
}
