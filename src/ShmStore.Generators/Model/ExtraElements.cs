namespace ShmStore.Generators.Model;

/// <summary>What becomes of elements that no member has.</summary>
internal enum ExtraElements
{
    /// <summary>They are passed over.</summary>
    Ignored,

    /// <summary>They are an error.</summary>
    Refused,

    /// <summary>A member keeps them.</summary>
    Kept,
}
