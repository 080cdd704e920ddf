using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShmStore.Generators.Parsing;

namespace ShmStore.Generators.Diagnostics;

/// <summary>
/// Reports what is wrong with shared objects and stores. An analyzer, not the generator, so that locations are live and
/// <c>#pragma</c> and .editorconfig apply.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShmStoreAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        StoreRules.NotPartial, StoreRules.Shape, StoreRules.KeyShape, StoreRules.UnsupportedKeyType, StoreRules.EntryNotSharedObject,
        StoreRules.UnsupportedAtomicType, StoreRules.DuplicateKey, StoreRules.InvalidKeyName, StoreRules.ReservedKeyName,
        StoreRules.NoKeys, StoreRules.ForgottenStore, StoreRules.UnsupportedMapKey,
        ObjectRules.NotPartial, ObjectRules.Shape, ObjectRules.NoConstructor, ObjectRules.AmbiguousConstructor,
        ObjectRules.ParameterWithoutMember, ObjectRules.EndlessCycle, ObjectRules.LanguageVersion, ObjectRules.KnownType,
        MemberRules.UnsupportedType, MemberRules.UnsignedLongEnum, MemberRules.TypeParameter, MemberRules.InvalidElementName,
        MemberRules.DuplicateElementName, MemberRules.CannotBeSet, MemberRules.UnsupportedAttribute, MemberRules.ReservedName,
        MemberRules.NoEntryGetter, MemberRules.InvisibleSetter, MemberRules.Contradiction, MemberRules.DefaultValue,
        MemberRules.ExtraElements, MemberRules.Representation, MemberRules.Reflection,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(
            static symbol =>
            {
                foreach (Diagnostic diagnostic in TypeParser.Diagnose((INamedTypeSymbol)symbol.Symbol, symbol.Compilation))
                    symbol.ReportDiagnostic(diagnostic);
            },
            SymbolKind.NamedType);
    }
}
