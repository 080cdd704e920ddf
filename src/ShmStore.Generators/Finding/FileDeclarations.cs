using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Finding;

/// <summary>All that a file declares.</summary>
/// <param name="Path">Its path: by its end a file may be a generated one, which the compiler treats in another way.</param>
/// <param name="Options">How it was parsed, by which version of the language among other things.</param>
/// <param name="Hash">A hash of its declarations.</param>
internal sealed record FileDeclarations(string Path, ParseOptions Options, string Hash);
