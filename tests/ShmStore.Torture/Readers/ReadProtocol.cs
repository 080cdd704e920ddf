namespace ShmStore.Torture.Readers;

/// <summary>Which looks a reader takes; all but <see cref="Whole"/> are broken on purpose.</summary>
internal enum ReadProtocol
{
    /// <summary>All of them.</summary>
    Whole,

    /// <summary>No look at the version after the data were read.</summary>
    NoValidation,

    /// <summary>No second look at the slot after the version was read.</summary>
    NoSecondLook,
}
