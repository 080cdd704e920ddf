using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>A parsed member.</summary>
/// <param name="Model">What is emitted for it; the offset is not decided yet.</param>
/// <param name="InInitializer">It is set in the object initializer.</param>
/// <param name="References">The shared object types it may hold.</param>
internal sealed record ParsedMember(MemberModel Model, bool InInitializer, IReadOnlyList<INamedTypeSymbol> References);
