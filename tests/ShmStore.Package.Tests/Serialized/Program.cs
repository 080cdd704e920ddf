using System.Globalization;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Bson.Serialization.Serializers;
using ShmStore;

using Things.Writer writer = Things.CreateWriter();
writer.Thing.Set(new Thing { Number = 5, Id = "0123456789abcdef01234567" });
Console.WriteLine($"{writer.Thing.Value.Number} {writer.Thing.Value.Id}");

/// <summary>A store.</summary>
[SharedStore]
public partial class Things
{
    /// <summary>A key.</summary>
    public partial SharedEntry<Thing> Thing { get; }
}

/// <summary>An object with members that are stored by serializers which are named.</summary>
[SharedObject]
public sealed partial class Thing
{
    /// <summary>One with a serializer of its own.</summary>
    [BsonSerializer(typeof(NumberAsWord))]
    public int Number { get; set; }

    /// <summary>One with a representation.</summary>
    [BsonRepresentation(BsonType.ObjectId)]
    public string Id { get; set; } = "";
}

/// <summary>A serializer.</summary>
public sealed class NumberAsWord : StructSerializerBase<int>
{
    /// <inheritdoc/>
    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, int value) => context.Writer.WriteString(value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override int Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) => int.Parse(context.Reader.ReadString(), CultureInfo.InvariantCulture);
}
