using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>A parsed object type with the types it refers to, which the store's schema lists too.</summary>
/// <param name="Model">What is emitted; the members are right even when there are errors elsewhere.</param>
/// <param name="References">Shared object types among its members, in order of first appearance.</param>
/// <param name="Known">The types that a value may be; none for a type that is always exactly itself.</param>
/// <param name="Part">What can be emitted where there are errors.</param>
internal sealed record ParsedObject(ObjectModel Model, IReadOnlyList<INamedTypeSymbol> References, List<INamedTypeSymbol> Known, EmittedPart Part);
