using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.Objects;
using ShmStore.Generators.Parsing.Stores;

namespace ShmStore.Generators.Parsing;

/// <summary>The parser's entry points: models for the generator, diagnostics for the analyzer, both from the same parse.</summary>
internal static class TypeParser
{
    /// <summary>The model of a shared object; null when something is wrong with it.</summary>
    public static ObjectModel? ParseObject(INamedTypeSymbol type, Compilation compilation)
    {
        DiagnosticSink sink = new();
        ParsedObject? parsed = ParseObject(type, compilation, sink);
        return sink.HasErrors ? null : parsed?.Model;
    }

    /// <summary>The model of a store; null when something is wrong with it.</summary>
    public static StoreModel? ParseStore(INamedTypeSymbol type, Compilation compilation)
    {
        DiagnosticSink sink = new();
        StoreModel model = ParseStore(type, compilation, sink);
        return sink.HasErrors ? null : model;
    }

    /// <summary>What is wrong with a type, if it is marked as an object or a store, or should be.</summary>
    /// <param name="type">The type.</param>
    /// <param name="compilation">What it is part of.</param>
    /// <param name="raised">A rule that is a warning in this compilation; null for none.</param>
    public static IReadOnlyList<Diagnostic> Diagnose(INamedTypeSymbol type, Compilation compilation, DiagnosticDescriptor? raised)
    {
        DiagnosticSink sink = new(raised);
        if (type.FindAttribute(KnownNames.SharedObjectAttribute) is not null)
            ParseObject(type, compilation, sink);
        if (type.FindAttribute(KnownNames.SharedStoreAttribute) is not null)
            ParseStore(type, compilation, sink);
        else
            ForgottenStore.Check(type, sink);
        return sink.Diagnostics;
    }

    private static ParsedObject? ParseObject(INamedTypeSymbol type, Compilation compilation, DiagnosticSink sink)
    {
        LanguageVersionCheck.Check(type, compilation, sink);
        return ObjectParser.Parse(type, compilation, sink);
    }

    private static StoreModel ParseStore(INamedTypeSymbol type, Compilation compilation, DiagnosticSink sink)
    {
        LanguageVersionCheck.Check(type, compilation, sink);
        return StoreParser.Parse(type, compilation, sink);
    }
}
