using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.Objects;
using ShmStore.Generators.Parsing.Stores;

namespace ShmStore.Generators.Parsing;

/// <summary>The parser's entry points: models for the generator, diagnostics for the analyzer and for builds, all from the same parse.</summary>
internal static class TypeParser
{
    /// <summary>The model of a shared object, a faulty one when something is wrong with it; null when nothing can be emitted then.</summary>
    public static ObjectModel? ParseObject(INamedTypeSymbol type, ParseSession session)
    {
        DiagnosticSink sink = new();
        LanguageVersionCheck.Check(type, session.Compilation, sink);
        ParsedObject? parsed = session.Object(type, out bool hasErrors);
        return sink.HasErrors || parsed is null ? null
            : !hasErrors ? parsed.Model
            : parsed.Part switch
            {
                EmittedPart.Whole => parsed.Model with { IsFaulty = true },
                EmittedPart.Contract => parsed.Model with { IsFaulty = true, IsContractOnly = true, Extension = null },
                _ => null,
            };
    }

    /// <summary>The model of a store, null when something is wrong with it, and then the stubs of its keys, if it can have some.</summary>
    public static (StoreModel? Model, StubsModel? Stubs) ParseStore(INamedTypeSymbol type, ParseSession session)
    {
        DiagnosticSink sink = new();
        ParsedStore parsed = ParseStore(type, session, sink);
        return sink.HasErrors ? (null, parsed.Stubs) : (parsed.Model, null);
    }

    /// <summary>What is wrong with a type, if it is marked as an object or a store, or should be.</summary>
    /// <param name="type">The type.</param>
    /// <param name="compilation">What it is part of.</param>
    /// <param name="raised">A rule that is a warning in this compilation; null for none.</param>
    public static IReadOnlyList<Diagnostic> Diagnose(INamedTypeSymbol type, Compilation compilation, DiagnosticDescriptor? raised)
    {
        if (type.IsHalfTyped())
            return [];
        DiagnosticSink sink = new((type, compilation), raised);
        ParseSession session = new(compilation);
        if (type.FindAttribute(KnownNames.SharedObjectAttribute) is not null)
        {
            LanguageVersionCheck.Check(type, compilation, sink);
            ObjectParser.Parse(type, session, sink);
        }

        if (type.FindAttribute(KnownNames.SharedStoreAttribute) is not null)
            ParseStore(type, session, sink);
        else
            ForgottenStore.Check(type, sink);
        return sink.Diagnostics;
    }

    private static ParsedStore ParseStore(INamedTypeSymbol type, ParseSession session, DiagnosticSink sink)
    {
        LanguageVersionCheck.Check(type, session.Compilation, sink);
        return StoreParser.Parse(type, session, sink);
    }
}
