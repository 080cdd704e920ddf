namespace ShmStore;

/// <summary>Renames a store's key: the name kept in the store's schema, which other programs and languages see.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class SharedKeyAttribute : Attribute
{
    /// <summary>Names the key.</summary>
    /// <param name="name">The key's name in the schema: not empty, without NUL, unique in its store (checked at compile time).</param>
    public SharedKeyAttribute(string name) => Name = name;

    /// <summary>The key's name in the schema.</summary>
    public string Name { get; }
}
