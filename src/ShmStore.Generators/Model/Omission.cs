namespace ShmStore.Generators.Model;

/// <summary>When a member's element is left out of the document.</summary>
internal enum Omission
{
    /// <summary>It is always written.</summary>
    Never,

    /// <summary>Where the member is null.</summary>
    Null,

    /// <summary>Where the member is equal to its default value.</summary>
    Default,
}
