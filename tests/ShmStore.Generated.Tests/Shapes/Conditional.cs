using MongoDB.Bson.Serialization.Attributes;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Elements that methods of the object decide about.</summary>
[SharedObject]
public partial class Conditional
{
    /// <summary>Always there.</summary>
    public string Before { get; set; } = "";

    /// <summary>Of fixed width, were it not for the method.</summary>
    public int Count { get; set; } = 5;

    /// <summary>Text.</summary>
    public string Text { get; set; } = "initial";

    /// <summary>Left out for two reasons.</summary>
    [BsonIgnoreIfNull]
    public string? Note { get; set; }

    /// <summary>Renamed: the method has the member's name.</summary>
    [BsonElement("other")]
    public virtual long Renamed { get; set; }

    /// <summary>The method is not public, so it is not asked.</summary>
    public int Hidden { get; set; }

    /// <summary>The method has a parameter, so it is not asked.</summary>
    public int Other { get; set; }

    /// <summary>What the methods say.</summary>
    public bool All { get; set; }

    /// <summary>For <see cref="Count"/>.</summary>
    public bool ShouldSerializeCount() => All;

    /// <summary>For <see cref="Text"/>.</summary>
    public bool ShouldSerializeText() => All;

    /// <summary>For <see cref="Note"/>.</summary>
    public bool ShouldSerializeNote() => All;

    /// <summary>For <see cref="Renamed"/>.</summary>
    public virtual bool ShouldSerializeRenamed() => All;

    /// <summary>Of another form.</summary>
    public bool ShouldSerializeOther(bool other) => other && All;

    internal bool ShouldSerializeHidden() => All;
}

/// <summary>Overrides one method and hides another, which is asked all the same.</summary>
[SharedObject]
public sealed partial class DerivedConditional : Conditional
{
    /// <inheritdoc/>
    public override long Renamed { get; set; }

    /// <inheritdoc/>
    public override bool ShouldSerializeRenamed() => true;

    /// <summary>Hides that of the base type.</summary>
    public new bool ShouldSerializeCount() => true;
}

/// <summary>A struct that decides about a member.</summary>
[SharedObject]
public partial struct ConditionalStruct
{
    /// <summary>Left out if it is not positive.</summary>
    public int Count { get; set; }

    /// <summary>For <see cref="Count"/>.</summary>
    public readonly bool ShouldSerializeCount() => Count > 0;
}
