using MongoDB.Bson.Serialization.Attributes;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A record that others derive from.</summary>
/// <param name="Name">A renamed element.</param>
[SharedObject]
public partial record Animal([property: BsonElement("name")] string Name);

/// <summary>A record that derives from a shared one.</summary>
/// <param name="Name">Passed on.</param>
/// <param name="Age">Its own.</param>
[SharedObject]
public sealed partial record Dog(string Name, int Age) : Animal(Name);

/// <summary>A struct with a primary constructor.</summary>
/// <param name="x">Kept in X.</param>
[SharedObject]
public readonly partial struct Boxed(int x)
{
    /// <summary>Get-only.</summary>
    public int X { get; } = x;
}
