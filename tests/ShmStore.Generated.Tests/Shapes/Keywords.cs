using MongoDB.Bson.Serialization.Attributes;

#pragma warning disable CA1707, CA1708, IDE1006 // Odd names are what this is about.

namespace ShmStore.Generated.Tests.Shapes.@namespace.@event;

/// <summary>A type and members named by keywords.</summary>
[SharedObject]
public partial class @class
{
    /// <summary>A keyword.</summary>
    public int @int { get; set; } = 2;

    /// <summary>A contextual keyword.</summary>
    public string? @field { get; set; }

    /// <summary>Another.</summary>
    public string @value { get; init; } = "v";

    /// <summary>The name of a parameter in generated code.</summary>
    public string? document { get; set; }

    /// <summary>Another.</summary>
    public string? writer { get; set; }

    /// <summary>Another.</summary>
    public string? tail { get; set; }

    /// <summary>Another.</summary>
    public string? result { get; set; }

    /// <summary>Differs from the next only in case.</summary>
    public int Same { get; set; }

    /// <summary>Differs from the one before only in case.</summary>
    public int same { get; set; }

    /// <summary>A name of the view.</summary>
    public string? Document { get; set; }

    /// <summary>A name of the view.</summary>
    public bool IsNull { get; set; }

    /// <summary>A name of the view.</summary>
    public int ToObject { get; set; }

    /// <summary>A name in the layout.</summary>
    public int Fixed { get; set; }

    /// <summary>Would be the view's HasNick.</summary>
    public bool HasNick { get; set; }

    /// <summary>Nullable.</summary>
    public string? Nick { get; set; }

    /// <summary>An element name with an escape before letters.</summary>
    [BsonElement("\u0012Balance")]
    public int Balance { get; set; }

    /// <summary>An element name beyond ASCII.</summary>
    [BsonElement("Größe 📏 <\"\\\u2028>")]
    public long Größe { get; set; }

    /// <summary>An empty element name, which is none.</summary>
    [BsonElement("")]
    public int Nameless { get; set; }
}
