namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A mutable struct with fields and properties.</summary>
[SharedObject]
public partial struct MutableStruct
{
    /// <summary>A field.</summary>
    public int Field;

    /// <summary>A property.</summary>
    public string? Text { get; set; }
}

/// <summary>A readonly struct with a constructor.</summary>
[SharedObject]
public readonly partial struct ReadonlyStruct
{
    /// <summary>A readonly field.</summary>
    public readonly long Field;

    /// <summary>Creates it.</summary>
    public ReadonlyStruct(long field, string text)
    {
        Field = field;
        Text = text;
    }

    /// <summary>Get-only.</summary>
    public string Text { get; }

    /// <summary>Computed: not stored.</summary>
    public int Length => Text.Length;
}
