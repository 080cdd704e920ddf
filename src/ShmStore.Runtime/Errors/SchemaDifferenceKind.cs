namespace ShmStore;

/// <summary>Kinds of differences between two schemas that cannot be used together, as the program sees the store.</summary>
public enum SchemaDifferenceKind
{
    /// <summary>The store has it where the program has something else.</summary>
    Added,

    /// <summary>The program has it, and the store does not.</summary>
    Removed,

    /// <summary>
    /// Both have it, with another kind or type; or one requires it and the other may be without it; or it may be one of several types on one side only; or one that was left out stands for different values on both sides; or two types of the program, which are one in the store, have different
    /// things appended.
    /// </summary>
    TypeChanged,

    /// <summary>Both have it, in another place. Schemas grow by appending only.</summary>
    OrderChanged,

    /// <summary>One side appended it as required, so documents of the other side lack it.</summary>
    RequiredAppended,

    /// <summary>The program would append it where a reader or contributor that is attached, of a schema that is longer than the store's too, has appended something else; or it has appended more than who reads or contributes can claim.</summary>
    Claimed,
}
