using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Finds the methods <c>bool ShouldSerializeName()</c> that MongoDB.Bson asks whether to write the member of that name.</summary>
internal static class WriteConditions
{
    private const string Prefix = "ShouldSerialize";

    /// <summary>The member's method, if there is one. It is looked for as MongoDB.Bson does: public, where the member is declared first or in a base type.</summary>
    public static IMethodSymbol? Method(MemberCandidate member) =>
        MemberCollector.Levels(member.Declared.ContainingType).Reverse()
            .SelectMany(level => level.GetMembers(Prefix + member.Declared.Name))
            .OfType<IMethodSymbol>()
            .FirstOrDefault(static method => method is
            {
                DeclaredAccessibility: Accessibility.Public, IsStatic: false, Arity: 0, Parameters.IsEmpty: true, ReturnType.SpecialType: SpecialType.System_Boolean, RefKind: RefKind.None,
            });

    /// <summary>What the member's writing depends on; null for nothing.</summary>
    public static WriteCondition? Of(MemberCandidate member, DiagnosticSink sink)
    {
        if (Method(member) is not { } method)
            return null;
        if (member.Declared.FindAttribute(BsonAttributes.Required) is { } required)
            sink.Report(MemberRules.Contradiction, SupportedAttributes.Place(required), "[BsonRequired]", method.Name + "()", member.Symbol.Name);
        return new WriteCondition(CSharpNames.Qualified(member.Declared.ContainingType), CSharpNames.Identifier(method.Name));
    }
}
