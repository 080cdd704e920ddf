namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Tuples and pairs.</summary>
[SharedObject]
public sealed partial class Tuples
{
    /// <summary>Plain.</summary>
    public (int, string) Plain { get; set; } = (0, "");

    /// <summary>Named.</summary>
    public (int Count, string? Name) Named { get; set; }

    /// <summary>Maybe.</summary>
    public (int A, Point? B)? Maybe { get; set; }

    /// <summary>Reference.</summary>
    public Tuple<int, string>? Reference { get; set; }

    /// <summary>Pair.</summary>
    public KeyValuePair<string, int> Pair { get; set; } = new("", 0);

    /// <summary>Single.</summary>
    public ValueTuple<int> Single { get; set; }

    /// <summary>Seven.</summary>
    public (int, int, int, int, int, int, int) Seven { get; set; }

    /// <summary>List.</summary>
    public List<(int Left, int Right)> List { get; set; } = [];
}
