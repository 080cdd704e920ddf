using MongoDB.Bson.Serialization.Attributes;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Initializers that are constants, of every type that has some.</summary>
[SharedObject]
public sealed partial record ConstantInitializers : ConstantInitializersBase
{
    /// <summary>What a constant refers to.</summary>
    public const string Prefix = "a ";

    /// <summary>Text that has to be escaped.</summary>
    public string Text { get; init; } = "\"quoted\"\n\u0001\u2028\\ {0} Zoë 📈";

    /// <summary>A sum of constants.</summary>
    public string Sum { get; init; } = Prefix + nameof(Sum);

    /// <summary>No constant for the compiler.</summary>
    public string Empty { get; set; } = string.Empty;

    /// <summary>Text that may be null.</summary>
    public string? MaybeText { get; set; } = ("may be")!;

    /// <summary>Null all the same.</summary>
    public string Forgiven { get; set; } = null!;

    /// <summary>Negative.</summary>
    public int Int { get; init; } = -42;

    /// <summary>The least.</summary>
    public int? MaybeInt { get; init; } = int.MinValue;

    /// <summary>The default as such.</summary>
    public int Default { get; init; } = default;

    /// <summary>Wider than the constant.</summary>
    public long Long { get; set; } = 5;

    /// <summary>The least.</summary>
    public long Least { get; set; } = long.MinValue;

    /// <summary>Narrower than the constant.</summary>
    public byte Byte { get; set; } = 255;

    /// <summary>Without a sign.</summary>
    public ulong Unsigned { get; set; } = ulong.MaxValue - 1;

    /// <summary>An integer.</summary>
    public double Double { get; set; } = 3;

    /// <summary>Negative.</summary>
    public double NegativeZero { get; set; } = -0.0;

    /// <summary>Not a number.</summary>
    public double Nothing { get; set; } = double.NaN;

    /// <summary>Infinite.</summary>
    public float Infinite { get; set; } = float.NegativeInfinity;

    /// <summary>Not exact.</summary>
    public float Float { get; set; } = 0.1f;

    /// <summary>With its zeros.</summary>
    public decimal Decimal { get; set; } = -12.50m;

    /// <summary>A quote.</summary>
    public char Letter { get; set; } = '\'';

    /// <summary>An enum.</summary>
    public Small Kind { get; set; } = Small.Most;

    /// <summary>A number for an enum.</summary>
    public Small Zero { get; set; } = 0;

    /// <summary>An enum that may be null.</summary>
    public Large? MaybeKind { get; set; } = Large.Most;

    /// <summary>A flag.</summary>
    public bool On { get; set; } = true;

    /// <summary>The attribute counts.</summary>
    [BsonDefaultValue("attribute")]
    public string MarkedText { get; set; } = "initializer";

    /// <summary>The attribute counts.</summary>
    [BsonDefaultValue(7)]
    public int MarkedNumber { get; set; } = 8;

    /// <summary>A setter of its own, which the initializer passes by.</summary>
    public string Trimmed { get; set => field = value?.Trim() ?? ""; } = " t ";

    /// <summary>The initializer stands in the other part.</summary>
    public partial int Partial { get; set; }

    /// <summary>The initializer stands in this part.</summary>
    public partial string PartialText { get; set; } = "partial";

    /// <summary>Overridden.</summary>
    public override int Overridden { get; set; } = 2;
}

/// <content>The other parts of its properties.</content>
public sealed partial record ConstantInitializers
{
    public partial int Partial { get; set => field = value; } = 7;

    public partial string PartialText { get; set => field = value + "!"; }
}

/// <summary>A base of it.</summary>
public record ConstantInitializersBase
{
    /// <summary>Inherited.</summary>
    public string Inherited { get; set; } = "base";

    /// <summary>Overridden.</summary>
    public virtual int Overridden { get; set; } = 1;
}
