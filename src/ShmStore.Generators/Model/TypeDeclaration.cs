namespace ShmStore.Generators.Model;

/// <summary>Where the emitted part of a type goes.</summary>
/// <param name="Namespace">The namespace as C# source; empty for the global one.</param>
/// <param name="Types">The enclosing types, outermost first, and last the type itself.</param>
/// <param name="HintName">The unique, path-safe name of the emitted file.</param>
internal sealed record TypeDeclaration(string Namespace, EquatableArray<ContainingType> Types, string HintName);
