namespace ShmStore.Store.Reading;

/// <summary>How a read of a slot ended.</summary>
internal enum ReadStatus
{
    /// <summary>There was no value: never set, or cleared.</summary>
    NoValue,

    /// <summary>The result is a value that stood in the slot, whole.</summary>
    Value,

    /// <summary>The writer got in between: nothing is known, and the read must be tried again. <see cref="SlotReader.TryRead{TReader, TResult}"/> never ends so.</summary>
    Disturbed,
}
