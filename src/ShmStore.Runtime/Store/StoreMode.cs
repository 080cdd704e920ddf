namespace ShmStore;

/// <summary>What a writer does when there is, or is not, a store at its path.</summary>
public enum StoreMode
{
    /// <summary>Opens the store that is there, and creates one when there is none.</summary>
    OpenOrCreate,

    /// <summary>Creates a store; an existing one is an error.</summary>
    CreateNew,

    /// <summary>Opens the store that is there; a missing one is an error.</summary>
    Open,
}
