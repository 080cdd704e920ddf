namespace ShmStore.Store.Schema;

/// <summary>Something that a program's schema has, and the store's does not.</summary>
/// <param name="Path">The key, or the type and field, for messages.</param>
/// <param name="Place">Where in the store's schema it would be appended: the same for all programs that would append something there.</param>
/// <param name="Content">What it is: the same for all programs that mean the same.</param>
internal sealed record AppendedPart(string Path, string Place, string Content);
