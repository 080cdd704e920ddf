namespace ShmStore.Generators.Model;

/// <summary>The top-level static class with an object's field getters on entries, and its reads on maps.</summary>
/// <param name="ClassName">The class's name.</param>
/// <param name="Attributes">The attributes by which the object's type, or one around it, warns of itself: code that names it has to do so too.</param>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>: the object type's own, seen from the top level.</param>
/// <param name="TypeParameters">The object's type parameters, those of the types around it first; empty for none.</param>
/// <param name="Constraints">Their constraint clauses; empty for none.</param>
/// <param name="KeyParameter">A name for the type of a map's keys that is none of these.</param>
/// <param name="ResultParameter">One for the type of a function's result.</param>
/// <param name="ArgumentParameter">One for the type of what is passed to a function.</param>
/// <param name="Names">What its members call their parameters.</param>
internal sealed record ExtensionModel(
    string ClassName,
    EquatableArray<string> Attributes,
    string Accessibility,
    string TypeParameters,
    string Constraints,
    string KeyParameter,
    string ResultParameter,
    string ArgumentParameter,
    ParameterNames Names);
