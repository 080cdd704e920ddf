namespace ShmStore.Generators.Model;

/// <summary>The top-level static class with an object's field getters on <c>SharedEntry&lt;T&gt;</c>.</summary>
/// <param name="ClassName">The class's name.</param>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>: the object type's own, seen from the top level.</param>
/// <param name="TypeParameters">Type parameters of the extension block with angle brackets; empty for none.</param>
/// <param name="Constraints">The block's constraint clauses; empty for none.</param>
internal sealed record ExtensionModel(string ClassName, string Accessibility, string TypeParameters, string Constraints);
