using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Bson.Serialization.Serializers;
using ShmStore;

using Things.Writer writer = Things.CreateWriter();
writer.Thing.Set(new Thing { Odd = new Odd("kept") });
Console.WriteLine(writer.Thing.Value.Odd?.Text);

/// <summary>A store.</summary>
[SharedStore]
public partial class Things
{
    /// <summary>A key.</summary>
    public partial SharedEntry<Thing> Thing { get; }
}

/// <summary>An object with a member that is stored by reflection.</summary>
[SharedObject]
public sealed partial class Thing
{
    /// <summary>Such a member.</summary>
    public Odd? Odd { get; set; }
}

/// <summary>A type with a serializer of its own.</summary>
[BsonSerializer(typeof(OddSerializer))]
public sealed record Odd(string Text);

/// <summary>Its serializer.</summary>
public sealed class OddSerializer : SerializerBase<Odd>
{
    /// <inheritdoc/>
    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, Odd value) => context.Writer.WriteString(value.Text);

    /// <inheritdoc/>
    public override Odd Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) => new(context.Reader.ReadString());
}
