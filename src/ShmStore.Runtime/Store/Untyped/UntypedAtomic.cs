using MongoDB.Bson;

namespace ShmStore;

/// <summary>An atomic of whatever type.</summary>
internal abstract class UntypedAtomic
{
    /// <summary>The value now.</summary>
    public abstract BsonValue Read();
}

/// <summary>An atomic of one type.</summary>
internal sealed class UntypedAtomic<T>(StoreAttachment attachment, int key, Func<T, BsonValue> convert) : UntypedAtomic
    where T : unmanaged
{
    private readonly SharedAtomic<T> _atomic = new(attachment, key);

    /// <inheritdoc/>
    public override BsonValue Read() => convert(_atomic.Value);
}
