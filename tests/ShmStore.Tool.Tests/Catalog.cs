using MongoDB.Bson.Serialization.Attributes;

namespace ShmStore.Tool.Tests;

/// <summary>A store whose schema has something of everything.</summary>
[SharedStore]
internal sealed partial class Catalog
{
    public partial SharedEntry<Shelf> Best { get; }

    public partial SharedMap<Guid, Ware> Wares { get; }

    public partial SharedAtomic<double> Rate { get; }

    public partial SharedDocument Settings { get; }

    public partial SharedDocumentMap<int> Notes { get; }
}

/// <summary>Members of fixed width and others, with all that a schema says of them.</summary>
[SharedObject]
internal sealed partial class Shelf
{
    public Guid Code { get; set; }

    public bool IsFull { get; set; }

    public DateTime Since { get; set; }

    public int? Height { get; set; }

    public List<string> Labels { get; set; } = [];

    [BsonIgnoreIfDefault]
    [BsonDefaultValue(30)]
    public int Days { get; set; }

    [BsonElement("\u001b[2J")]
    public required string Note { get; set; }
}

/// <summary>One of several types.</summary>
[SharedObject]
[BsonKnownTypes(typeof(Lamp), typeof(Chair))]
internal abstract partial record Ware(long Cents);

/// <summary>Named otherwise in documents.</summary>
[SharedObject]
[BsonDiscriminator("lamp")]
internal sealed partial record Lamp(long Cents, TimeSpan Warranty) : Ware(Cents);

/// <summary>Under its own name.</summary>
[SharedObject]
internal sealed partial record Chair(long Cents, (int Width, int Depth) Size) : Ware(Cents);

/// <summary>A store without types.</summary>
[SharedStore]
internal sealed partial class Notebook
{
    public partial SharedDocument Page { get; }
}
