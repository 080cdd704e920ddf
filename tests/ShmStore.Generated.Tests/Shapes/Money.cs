using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Bson.Serialization.Serializers;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A type with a serializer of its own.</summary>
/// <param name="Cents">The amount.</param>
[BsonSerializer(typeof(MoneySerializer))]
public readonly record struct Money(long Cents);

/// <summary>Money as text.</summary>
public sealed class MoneySerializer : StructSerializerBase<Money>
{
    /// <inheritdoc/>
    public override Money Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) =>
        new(long.Parse(context?.Reader.ReadString() ?? "", System.Globalization.CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, Money value) =>
        context?.Writer.WriteString(value.Cents.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>Members that only MongoDB.Bson can write.</summary>
[SharedObject]
public sealed partial class Wallet
{
    /// <summary>A value.</summary>
    public Money Balance { get; set; }

    /// <summary>Nullable.</summary>
    public Money? Limit { get; set; }

    /// <summary>Many.</summary>
    public List<Money> History { get; set; } = [];

    /// <summary>Between others.</summary>
    public string Owner { get; set; } = "";
}
