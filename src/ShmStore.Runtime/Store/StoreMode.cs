namespace ShmStore;

/// <summary>What a writer does when there is, or is not, a store at its path.</summary>
public enum StoreMode
{
    /// <summary>Opens the store that is there, and creates one when there is none.</summary>
    OpenOrCreate,

    /// <summary>Creates a store; if there is something at the path, that is an <see cref="IOException"/>.</summary>
    CreateNew,

    /// <summary>Opens the store that is there; a missing one is a <see cref="FileNotFoundException"/>.</summary>
    Open,
}
