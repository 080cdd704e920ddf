namespace ShmStore.Tests.Bson.Equivalence;

/// <summary>What stands at a place in a document where damage tells most.</summary>
internal enum Mark
{
    /// <summary>A 32-bit length.</summary>
    Length,

    /// <summary>The type byte of an element.</summary>
    Type,

    /// <summary>The closing zero of a document, a name or a string.</summary>
    Terminator,

    /// <summary>A byte of a name or of text.</summary>
    Text,
}
