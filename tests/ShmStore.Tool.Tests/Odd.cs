using MongoDB.Bson.Serialization.Attributes;

namespace ShmStore.Tool.Tests;

/// <summary>A store whose schema has names that move the cursor of a terminal.</summary>
[SharedStore]
internal sealed partial class Odd
{
    [SharedKey("\u001b[2J")]
    public partial SharedEntry<OddItem> First { get; }
}

/// <summary>Named oddly in documents, with an odd default.</summary>
[SharedObject]
[BsonKnownTypes(typeof(OddItem))]
[BsonDiscriminator("\u001b[4J")]
internal sealed partial class OddItem
{
    [BsonIgnoreIfDefault]
    [BsonDefaultValue("\u001b[3J")]
    public string Text { get; set; } = "";
}
