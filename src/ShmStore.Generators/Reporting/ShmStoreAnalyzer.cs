using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Parsing;

namespace ShmStore.Generators.Reporting;

/// <summary>
/// Reports what is wrong with shared objects and stores, and with how they are used, in editors and builds. An analyzer, so that each type is looked at when its own file is edited.
/// When the code does not compile, builds drop what analyzers find; for them the generator reports the errors too, by <see cref="BuildErrors"/>.
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
        MemberRules.NoShortForm, MemberRules.MistakableName, MemberRules.InvisibleSetter, MemberRules.Contradiction, MemberRules.DefaultValue,
        MemberRules.ExtraElements, MemberRules.Representation, MemberRules.Reflection, MemberRules.Serializer, MemberRules.RequiredNotStored,
        MemberRules.HiddenType, MemberRules.AliasedType,
        CommitRules.NotDisposed,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(
            static symbol =>
            {
                DiagnosticDescriptor? raised = IsTrimmed(symbol.Options.AnalyzerConfigOptionsProvider.GlobalOptions) ? MemberRules.Reflection : null;
                foreach (Diagnostic diagnostic in TypeParser.Diagnose((INamedTypeSymbol)symbol.Symbol, symbol.Compilation, raised))
                    symbol.ReportDiagnostic(diagnostic);
            },
            SymbolKind.NamedType);
        context.RegisterOperationAction(CommitScope.Check, OperationKind.Invocation);
    }

    // What the SDK sets for PublishTrimmed, PublishAot, IsTrimmable and IsAotCompatible, and tells its own analyzers by.
    private static bool IsTrimmed(AnalyzerConfigOptions options) => IsOn(options, "EnableTrimAnalyzer") || IsOn(options, "EnableAotAnalyzer");

    private static bool IsOn(AnalyzerConfigOptions options, string property) =>
        options.TryGetValue("build_property." + property, out string? value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
