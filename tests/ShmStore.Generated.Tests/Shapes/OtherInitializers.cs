using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Initial values that are no constants, or not those of the initializers.</summary>
[SharedObject]
public partial class OtherInitializers
{
    /// <summary>Creates it.</summary>
    public OtherInitializers() => SetByConstructor = "constructor";

    /// <summary>A list.</summary>
    public List<int> List { get; set; } = [1, 2];

    /// <summary>What a method returns.</summary>
    public string Made { get; init; } = Make();

    /// <summary>What a method returns, or null.</summary>
    public string? MaybeMade { get; init; } = Make();

    /// <summary>Stored as text.</summary>
    public Version Edition { get; init; } = new(1, 2);

    /// <summary>Of fixed width, and in views what it is in the object.</summary>
    [BsonRepresentation(BsonType.ObjectId)]
    public string Id { get; init; } = new('0', 24);

    /// <summary>Set by the constructor.</summary>
    public string SetByConstructor { get; set; }

    /// <summary>Not what the getter gives.</summary>
    public string Loud { get => field + "!"; set; } = "loud";

    /// <summary>A value.</summary>
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A constant all the same.</summary>
    public int Constant { get; set; } = 3;

    private static string Make() => "made";
}

/// <summary>A struct whose implicit constructor, which runs no initializer, creates it.</summary>
[SharedObject]
public partial struct PassedInitializers
{
    /// <summary>Creates it otherwise.</summary>
    public PassedInitializers(string other) => Number += other is null ? 0 : 1;

    /// <summary>Zero when it is read.</summary>
    public int Number { get; set; } = 9;
}

/// <summary>A base whose derived type sets what it initializes.</summary>
[SharedObject(KnownTypes = [typeof(SetByDerived)])]
public abstract partial class InitializedBase
{
    /// <summary>Set by the derived type.</summary>
    public List<int> List { get; set; } = [];

    /// <summary>A constant.</summary>
    public string Name { get; set; } = "base";
}

/// <summary>A derived type.</summary>
[SharedObject]
public sealed partial class SetByDerived : InitializedBase
{
    /// <summary>Creates it.</summary>
    public SetByDerived() => List = [4];
}
