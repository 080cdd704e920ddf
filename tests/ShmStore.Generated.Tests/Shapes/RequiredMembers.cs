namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Required members.</summary>
[SharedObject]
public partial class RequiredMembers
{
    /// <summary>Tail.</summary>
    public required string Name { get; init; }

    /// <summary>Fixed.</summary>
    public required int Count { get; set; }

    /// <summary>Nullable, but must be there.</summary>
    public required string? Note { get; init; }

    /// <summary>A field.</summary>
    public required long Field;

    /// <summary>Not required.</summary>
    public int Optional { get; set; }
}
