namespace ShmStore.Generators.Parsing.Objects;

/// <summary>What can be emitted of a type, whatever is wrong with its members.</summary>
internal enum EmittedPart
{
    /// <summary>Nothing: there can be no other part of it.</summary>
    None,

    /// <summary>The interface alone: the names of the types inside are taken.</summary>
    Contract,

    /// <summary>All.</summary>
    Whole,
}
