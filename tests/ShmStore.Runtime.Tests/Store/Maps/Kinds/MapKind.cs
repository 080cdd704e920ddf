namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>The kinds of maps.</summary>
public enum MapKind
{
    /// <summary>Of objects of a type.</summary>
    Typed,

    /// <summary>Of documents.</summary>
    Schemaless,
}
