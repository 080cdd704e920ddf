using MongoDB.Bson.Serialization.Attributes;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>A base that is no shared object itself.</summary>
public abstract class PlainBase
{
    /// <summary>Creates it.</summary>
    protected PlainBase(string origin) => Origin = origin;

    /// <summary>Get-only: through the constructor.</summary>
    public string Origin { get; }

    /// <summary>Protected setter.</summary>
    public int Protected { get; protected set; } = 8;

    /// <summary>Overridden.</summary>
    public virtual int Overridden { get; set; }

    /// <summary>Abstract.</summary>
    public abstract string? Abstract { get; init; }
}

/// <summary>A shared object with a plain base.</summary>
[SharedObject]
public partial class Derived : PlainBase
{
    /// <summary>Creates it.</summary>
    public Derived(string origin)
        : base(origin)
    {
    }

    /// <summary>Overrides.</summary>
    public override int Overridden { get; set; } = 9;

    /// <summary>Overrides.</summary>
    public override string? Abstract { get; init; } = "derived";

    /// <summary>Its own.</summary>
    public long Own { get; set; }

    /// <summary>Not stored.</summary>
    [BsonIgnore]
    public object? Ignored { get; set; }

    /// <summary>Sets the base's.</summary>
    public void SetProtected(int value) => Protected = value;
}

/// <summary>A shared object whose base is one too.</summary>
[SharedObject]
public sealed partial class MoreDerived : Derived
{
    /// <summary>Creates it.</summary>
    [BsonConstructor]
    public MoreDerived(string origin)
        : base(origin)
    {
    }

    /// <summary>Creates it otherwise.</summary>
    public MoreDerived(string origin, int extra)
        : this(origin) => Extra = extra;

    /// <summary>Its own.</summary>
    public int Extra { get; init; } = 10;
}

/// <summary>A base with a type parameter.</summary>
/// <typeparam name="T">The member's type.</typeparam>
public class GenericBase<T>
{
    /// <summary>Concrete in the derived type.</summary>
    public T? Value { get; set; }
}

/// <summary>Derives from a closed generic.</summary>
[SharedObject]
public sealed partial class ClosedGeneric : GenericBase<int>;

/// <summary>Marked members that are not public.</summary>
[SharedObject]
public sealed partial class Hidden
{
    [BsonElement("secret")]
    private int _secret = 3;

    /// <summary>What is in the private field.</summary>
    [BsonIgnore]
    public int Secret => _secret;

    /// <summary>Sets it.</summary>
    public void Keep(int value) => _secret = value;
}

/// <summary>A type of no use any more.</summary>
[SharedObject]
[Obsolete("The type is obsolete.")]
public sealed partial class Outdated
{
    /// <summary>A member of no use.</summary>
    [Obsolete("The member is obsolete.")]
    public string? Old { get; set; }
}

/// <summary>An object visible in this assembly only, with nothing to store.</summary>
[SharedObject]
internal sealed partial class Empty;
