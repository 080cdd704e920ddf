using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Finds the types that a value of a shared object type may be.</summary>
internal static class KnownTypes
{
    /// <summary>Which type a value is stands in its document: other types are known for it, or its name is always written.</summary>
    public static bool IsPolymorphic(INamedTypeSymbol type) =>
        type.IsReferenceType && (Marks(type).Any() || Discriminators.IsRequired(type));

    /// <summary>Documents of the type may say which type they are: because it is polymorphic itself, or known for a base type or an interface that it has.</summary>
    public static bool MayBeNamed(INamedTypeSymbol type) =>
        IsPolymorphic(type) || MemberCollector.Levels(type).Concat(type.AllInterfaces).Any(declared =>
            declared.FindAttribute(KnownNames.SharedObjectAttribute) is not null && Of(declared, new DiagnosticSink()).Contains(type, SymbolEqualityComparer.Default));

    /// <summary>The types that can be created, the type itself first. None if it is always exactly itself. Reports what cannot be one.</summary>
    public static List<INamedTypeSymbol> Of(INamedTypeSymbol type, DiagnosticSink sink)
    {
        List<INamedTypeSymbol> known = [];
        if (type.IsValueType && Marks(type).FirstOrDefault() is { } mark)
            sink.Report(ObjectRules.KnownType, SupportedAttributes.Place(mark), type.Name, type.Name, "is a struct, from which nothing derives");
        if (!IsPolymorphic(type))
            return known;
        int before = sink.Diagnostics.Count;
        Collect(type, type, known, new HashSet<ISymbol>(SymbolEqualityComparer.Default), sink);
        foreach (IGrouping<string, INamedTypeSymbol> same in known.GroupBy(Discriminators.Name).Where(static same => same.Count() > 1))
            sink.Report(ObjectRules.KnownType, type, type.Name, same.Last().Name, $"has the discriminator \"{same.Key}\" that '{same.First().Name}' has already");
        foreach (INamedTypeSymbol candidate in known)
        {
            if (Discriminators.Written(candidate, type).Prepend(Discriminators.Name(candidate)).Select(StorableText.EncodingProblem).FirstOrDefault(static problem => problem is not null) is { } problem)
                sink.Report(ObjectRules.KnownType, type, type.Name, candidate.Name, $"has a discriminator that {problem}");
        }

        if (known.Count == 0 && sink.Diagnostics.Count == before)
            sink.Report(ObjectRules.KnownType, type, type.Name, type.Name, "is abstract, and none of the known types is not");
        return known;
    }

    /// <summary>What is emitted about them.</summary>
    public static IEnumerable<KnownTypeModel> Models(INamedTypeSymbol type, List<INamedTypeSymbol> known) => known.Select(candidate => new KnownTypeModel(
        CSharpNames.QualifiedNotNull(candidate), IsPolymorphic(candidate), Discriminators.Name(candidate), new(Discriminators.Written(candidate, type))));

    // Known types may have known types of their own.
    private static void Collect(INamedTypeSymbol type, INamedTypeSymbol candidate, List<INamedTypeSymbol> known, HashSet<ISymbol> seen, DiagnosticSink sink)
    {
        if (!seen.Add(candidate))
            return;
        if (!candidate.IsAbstract)
            known.Add(candidate);
        foreach (AttributeData mark in Marks(candidate))
        {
            foreach (ITypeSymbol listed in Listed(mark))
            {
                if (listed is INamedTypeSymbol named && Problem(named, type) is not { } problem)
                    Collect(type, named, known, seen, sink);
                else
                    sink.Report(ObjectRules.KnownType, SupportedAttributes.Place(mark), type.Name, CSharpNames.Display(listed), Problem(listed, type)!);
            }
        }
    }

    // MongoDB.Bson's attribute cannot be put on an interface.
    private static IEnumerable<AttributeData> Marks(INamedTypeSymbol type) => type.GetAttributes().Where(static attribute => attribute.AttributeClass is { } name
        && (name.Is(BsonAttributes.KnownTypes) || (name.Is(KnownNames.SharedObjectAttribute) && !attribute.NamedArguments.IsEmpty)));

    private static IEnumerable<ITypeSymbol> Listed(AttributeData mark) => mark.ConstructorArguments.Concat(mark.NamedArguments.Select(static setting => setting.Value))
        .SelectMany(static argument => argument.IsNull ? [] : argument.Kind == TypedConstantKind.Array ? argument.Values : [argument])
        .Select(static value => value.Value)
        .OfType<ITypeSymbol>();

    private static string? Problem(ITypeSymbol known, INamedTypeSymbol type)
    {
        if (known is not INamedTypeSymbol { IsUnboundGenericType: false } named || known.FindAttribute(KnownNames.SharedObjectAttribute) is null)
            return "is not marked [SharedObject]";
        if (named.Arity > 0)
            return "is generic, so its name in documents is not defined";
        bool derives = type.TypeKind == TypeKind.Interface
            ? known.AllInterfaces.Contains(type, SymbolEqualityComparer.Default)
            : MemberCollector.Levels(named).Contains(type, SymbolEqualityComparer.Default);
        return derives ? null : $"does not derive from '{type.Name}'";
    }
}
