namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>The store that the test host writes in <c>map-write</c>.</summary>
[SharedStore]
public sealed partial class Samples
{
    public partial SharedMap<string, Sample> Texts { get; }

    public partial SharedMap<int, Sample> Numbers { get; }

    public partial SharedEntry<Sample> Beside { get; }
}

/// <summary>Its objects.</summary>
[SharedObject]
public sealed partial record Sample
{
    public long Number { get; init; }

    public double Half { get; init; }

    public required string Text { get; init; }

    /// <summary>A sample that a number decides.</summary>
    public static Sample Of(int number) => new() { Number = number, Half = number / 2.0, Text = "text" };
}
