namespace ShmStore.Store.Exchange;

/// <summary>A member of a writer's store whose entries can be set from exported documents.</summary>
internal interface IImportableMap
{
    /// <summary>The entry of a key, whether there is one or not.</summary>
    /// <param name="key">The key as exported.</param>
    /// <exception cref="FormatException">That is not a key of the map.</exception>
    /// <exception cref="ArgumentException">The key is too long.</exception>
    IImportable EntryOf(string key);
}
