namespace ShmStore.Generators.Finding;

/// <summary>A type that a file declares.</summary>
/// <param name="Space">The full name of its namespace; empty for the global one.</param>
/// <param name="Name">Its name, that of an attribute also without its end.</param>
internal readonly record struct DeclaredType(string Space, string Name);
