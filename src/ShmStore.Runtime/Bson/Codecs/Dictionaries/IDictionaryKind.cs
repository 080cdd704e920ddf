using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>How one kind of dictionary is made of entries.</summary>
/// <typeparam name="TDictionary">The dictionary type.</typeparam>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TValue">The value type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDictionaryKind<TDictionary, TKey, TValue>
    where TKey : notnull
{
    /// <summary>Makes a dictionary of the entries.</summary>
    /// <param name="entries">The entries in the order they were written in, which nobody else keeps.</param>
    static abstract TDictionary Create(Dictionary<TKey, TValue> entries);
}
