namespace ShmStore.Store.Reading;

/// <summary>How a read of a slot ended.</summary>
internal enum ReadStatus
{
    /// <summary>There was no value: never set, or cleared.</summary>
    NoValue,

    /// <summary>The result is a value that stood in the slot, whole.</summary>
    Value,
}
