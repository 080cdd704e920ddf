namespace ShmStore.TestHost.Histories;

/// <summary>What an <see cref="Operation"/> of a history does to one key.</summary>
public enum OperationKind
{
    /// <summary>Sets the value, whatever was there.</summary>
    Set,

    /// <summary>Sets the value if there is none. The result is 1 if it did.</summary>
    TryAdd,

    /// <summary>Sets the value if the expected one is there. The result is 1 if it did.</summary>
    TrySet,

    /// <summary>Sets the value, and saw the expected one; 0 if it found none, and then sets nothing.</summary>
    Update,

    /// <summary>Removes the value. The result is 1 if there was one.</summary>
    Remove,

    /// <summary>Removes the value, if there is one.</summary>
    Clear,

    /// <summary>Reads the value: the result; 0 for none.</summary>
    Read,

    /// <summary>Looks whether there is a value: the result is 1 if there is.</summary>
    Contains,
}
