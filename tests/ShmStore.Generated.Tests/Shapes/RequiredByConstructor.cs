namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A required member that is a constructor parameter too.</summary>
[SharedObject]
public partial class RequiredByConstructor
{
    /// <summary>Creates it.</summary>
    public RequiredByConstructor(string name) => Name = name;

    /// <summary>Required, and set by the constructor, which does not promise it.</summary>
    public required string Name { get; init; }
}
