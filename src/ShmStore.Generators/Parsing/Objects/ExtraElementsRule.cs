using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Decides what becomes of elements that no member has. They are passed over unless an attribute says otherwise: stores outlive schemas.</summary>
internal static class ExtraElementsRule
{
    /// <summary>What the type's attributes and those that it inherits say. Reports a second member that keeps extra elements.</summary>
    public static ExtraElements Of(INamedTypeSymbol type, List<MemberCandidate> members, DiagnosticSink sink)
    {
        List<MemberCandidate> keepers = members.FindAll(static member => BsonAttributes.IsExtraElements(member.Declared));
        if (keepers.Count > 1)
            sink.Report(MemberRules.Contradiction, type, "[BsonExtraElements]", $"[BsonExtraElements] on '{keepers[0].Symbol.Name}'", keepers[1].Symbol.Name);
        if (keepers.Count > 0)
            return ExtraElements.Kept;
        return IsStrict(type) ? ExtraElements.Refused : ExtraElements.Ignored;
    }

    /// <summary>The runtime's method that reads extra elements as this type; null for other types.</summary>
    public static string? Reader(ITypeSymbol type) =>
        type.Is(KnownNames.BsonDocument) ? "ReadDocument"
        : type is INamedTypeSymbol { Arity: 2 } named
            && named.TypeArguments[0].SpecialType == SpecialType.System_String && named.TypeArguments[1].SpecialType == SpecialType.System_Object
            && (named.OriginalDefinition.Is("System.Collections.Generic.Dictionary`2") || named.OriginalDefinition.Is("System.Collections.Generic.IDictionary`2")) ? "ReadDictionary"
        : null;

    // As in MongoDB.Bson, what a base type passes over for those derived from it too, they cannot refuse.
    private static bool IsStrict(INamedTypeSymbol type)
    {
        bool strict = false;
        foreach (INamedTypeSymbol level in MemberCollector.Levels(type))
        {
            if (level.FindAttribute(BsonAttributes.IgnoreExtraElements) is not { } mark)
                continue;
            bool ignores = BsonAttributes.IsOn(mark);
            bool inherited = BsonAttributes.Setting(mark, "Inherited") is true;
            if (inherited && ignores)
                return false;
            if (inherited || SymbolEqualityComparer.Default.Equals(level, type))
                strict = !ignores;
        }

        return strict;
    }
}
