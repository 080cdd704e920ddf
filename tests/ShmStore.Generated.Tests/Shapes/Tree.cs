namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A type that holds itself in every way that can end.</summary>
[SharedObject]
public sealed partial class Tree
{
    /// <summary>A value.</summary>
    public int Value { get; set; }

    /// <summary>By reference.</summary>
    public Tree? Left { get; set; }

    /// <summary>In a list.</summary>
    public List<Tree> Children { get; set; } = [];

    /// <summary>In a dictionary.</summary>
    public Dictionary<string, Tree> Named { get; set; } = [];

    /// <summary>In a tuple that may be null.</summary>
    public (int, Tree)? Pair { get; set; }
}
