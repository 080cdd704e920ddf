namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Arrays and lists of everything.</summary>
[SharedObject]
public partial class Collections
{
    /// <summary>Scalars.</summary>
    public int[] Ints { get; set; } = [];

    /// <summary>Nullable scalars.</summary>
    public double?[] MaybeDoubles { get; set; } = [];

    /// <summary>Strings.</summary>
    public List<string> Texts { get; set; } = [];

    /// <summary>Nullable strings.</summary>
    public IReadOnlyList<string?> MaybeTexts { get; set; } = [];

    /// <summary>Nested objects.</summary>
    public IList<Point> Points { get; set; } = [];

    /// <summary>Nullable nested structs.</summary>
    public ICollection<Pair?> MaybePairs { get; set; } = [];

    /// <summary>Jagged.</summary>
    public int[][] Jagged { get; set; } = [];

    /// <summary>Lists of nullable arrays of nullable strings.</summary>
    public IReadOnlyCollection<string?[]?> Deep { get; set; } = [];

    /// <summary>Anything that can be enumerated.</summary>
    public IEnumerable<Guid> Guids { get; set; } = [];

    /// <summary>Binaries.</summary>
    public byte[][] Blobs { get; set; } = [];

    /// <summary>Enums.</summary>
    public Small[]? Enums { get; set; }
}
