using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Bson.Serialization.Options;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Members that are stored though they are not public, because an attribute says how.</summary>
[SharedObject]
public partial class OptedIn
{
    [BsonRequired]
    private int _required = 1;

    /// <summary>Internal.</summary>
    [BsonIgnoreIfNull]
    internal string? Omitted { get; set; }

    /// <summary>Protected.</summary>
    [BsonRepresentation(BsonType.String)]
    protected long Text { get; set; } = 2;

    /// <summary>Not stored.</summary>
    internal int Unmarked { get; set; } = 3;

    /// <summary>Sets what is stored.</summary>
    public void Keep(int required, long text) => (_required, Text) = (required, text);

    /// <summary>What is stored.</summary>
    public (int Required, long Text) Kept() => (_required, Text);
}

/// <summary>A property that only the object itself can read.</summary>
[SharedObject]
public sealed partial class WriteOnly
{
#pragma warning disable CA1044 // A getter that is less visible is what this is about.
    /// <summary>Stored, but not in the view.</summary>
    public int Hidden { private get; set; } = 1;
#pragma warning restore CA1044

    /// <summary>Public.</summary>
    public int Open { get; set; } = 2;

    /// <summary>What is stored.</summary>
    public int Reveal() => Hidden;
}

/// <summary>A marked id that is named otherwise too.</summary>
[SharedObject]
public sealed partial class MarkedId
{
    /// <summary>The id all the same.</summary>
    [BsonElement("key")]
    [BsonId]
    public int Key { get; set; }

    /// <summary>An empty name is none.</summary>
    [BsonElement("")]
    public int Plain { get; set; }
}

/// <summary>The conventional id, named otherwise.</summary>
[SharedObject]
public sealed partial class RenamedId
{
    /// <summary>No id.</summary>
    [BsonElement("key")]
    public int Id { get; set; }
}

/// <summary>Dictionaries in dictionaries: the form is that of the outer ones.</summary>
[SharedObject]
public sealed partial class OuterForms
{
    /// <summary>Arrays of documents.</summary>
    [BsonDictionaryOptions(DictionaryRepresentation.ArrayOfArrays)]
    public Dictionary<string, Dictionary<string, int>> Arrays { get; set; } = [];

    /// <summary>Documents in lists.</summary>
    [BsonDictionaryOptions(DictionaryRepresentation.ArrayOfDocuments)]
    public List<Dictionary<int, SortedDictionary<string, int?>>> Documents { get; set; } = [];
}

/// <summary>Forms that MongoDB.Bson's own serializers write.</summary>
[SharedObject]
public sealed partial class RareForms
{
    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.Int32)]
    public bool BoolInt { get; set; }

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.Int64)]
    public bool? BoolLong { get; set; }

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.Double)]
    public bool BoolDouble { get; set; }

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.Decimal128)]
    public List<bool> BoolDecimals { get; set; } = [];

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.Binary)]
    public byte ByteBinary { get; set; }

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.Binary)]
    public sbyte? SByteBinary { get; set; }

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.Array)]
    public decimal DecimalArray { get; set; }

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.String)]
    public Decimal128 Decimal128Text { get; set; }

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.Int32)]
    public Decimal128 Decimal128Int { get; set; }

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.Int64)]
    public Decimal128? Decimal128Long { get; set; }

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.Double)]
    public Decimal128 Decimal128Double { get; set; }

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.Symbol)]
    public string? Symbol { get; set; }

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.String)]
    public byte[] Hexadecimal { get; set; } = [];

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.Document)]
    public TimeOnly TimeDocument { get; set; }

    /// <summary>A form.</summary>
    [BsonRepresentation(BsonType.Document)]
    public Version? VersionDocument { get; set; }

    /// <summary>The usual form, said.</summary>
    [BsonRepresentation(BsonType.String)]
    public Version? VersionText { get; set; }
}

/// <summary>Types of the framework that MongoDB.Bson has serializers for.</summary>
[SharedObject]
public sealed partial class FrameworkTypes
{
    /// <summary>An address.</summary>
    public System.Net.IPAddress? Address { get; set; }

    /// <summary>An address that there always is.</summary>
    public System.Net.IPAddress Home { get; set; } = System.Net.IPAddress.Loopback;

    /// <summary>An end point.</summary>
    public System.Net.IPEndPoint? EndPoint { get; set; }

    /// <summary>Bits.</summary>
    public System.Collections.BitArray Bits { get; set; } = new(0);

    /// <summary>Many.</summary>
    public Dictionary<string, System.Net.IPAddress> Addresses { get; set; } = [];
}

/// <summary>BSON's null as a value.</summary>
[SharedObject]
public sealed partial class BsonNulls
{
    /// <summary>Null or BSON's null.</summary>
    public BsonNull? Null { get; set; }
}

/// <summary>An interface with known types.</summary>
[SharedObject(KnownTypes = [typeof(Both)])]
public partial interface IOuterKind
{
    /// <summary>A member.</summary>
    int A { get; }
}

/// <summary>An interface derived from one with known types.</summary>
[SharedObject(KnownTypes = [typeof(Both)])]
public partial interface IInnerKind : IOuterKind
{
    /// <summary>A member.</summary>
    int B { get; }
}

/// <summary>Of both interfaces.</summary>
/// <param name="A">A member.</param>
/// <param name="B">A member.</param>
[SharedObject]
public sealed partial record Both(int A, int B) : IInnerKind;

/// <summary>Holds one type as all that it is.</summary>
[SharedObject]
public sealed partial class InterfaceHolder
{
    /// <summary>As the outer interface.</summary>
    public IOuterKind? Outer { get; set; }

    /// <summary>As the inner interface.</summary>
    public Dictionary<string, List<IInnerKind>> Inner { get; set; } = [];

    /// <summary>As itself.</summary>
    public Both? Itself { get; set; }
}
