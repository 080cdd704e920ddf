using System.Globalization;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Bson.Serialization.Serializers;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Members with serializers of their own.</summary>
[SharedObject]
public sealed partial class Serialized
{
    /// <summary>A value.</summary>
    [BsonSerializer(typeof(NumberAsWord))]
    public int Number { get; set; }

    /// <summary>A nullable value: the serializer writes null.</summary>
    [BsonSerializer(typeof(MaybeNumberAsWord))]
    public int? MaybeNumber { get; set; }

    /// <summary>A reference.</summary>
    [BsonSerializer(typeof(ListAsText))]
    public List<int> Numbers { get; init; } = [];

    /// <summary>A reference that may be null: the serializer writes null.</summary>
    [BsonSerializer(typeof(ListAsText))]
    public List<int>? MaybeNumbers { get; set; }

    /// <summary>Left out.</summary>
    [BsonSerializer(typeof(NumberAsWord))]
    [BsonIgnoreIfDefault]
    public int Omitted { get; set; }
}

/// <summary>A number as text.</summary>
public sealed class NumberAsWord : StructSerializerBase<int>
{
    /// <inheritdoc/>
    public override int Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
    {
        ArgumentNullException.ThrowIfNull(context);
        return int.Parse(context.Reader.ReadString(), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, int value)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Writer.WriteString(value.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>A number as text, none as a word.</summary>
public sealed class MaybeNumberAsWord : SerializerBase<int?>
{
    /// <inheritdoc/>
    public override int? Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Reader.ReadString() is var text && text == "none" ? null : int.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, int? value)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Writer.WriteString(value?.ToString(CultureInfo.InvariantCulture) ?? "none");
    }
}

/// <summary>A list as text, none as a word.</summary>
public sealed class ListAsText : SerializerBase<List<int>?>
{
    /// <inheritdoc/>
    public override List<int>? Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Reader.ReadString() is var text && text == "none" ? null : [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static item => int.Parse(item, CultureInfo.InvariantCulture))];
    }

    /// <inheritdoc/>
    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, List<int>? value)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Writer.WriteString(value is null ? "none" : string.Join(',', value));
    }
}
