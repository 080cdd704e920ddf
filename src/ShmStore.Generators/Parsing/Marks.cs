using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing;

/// <summary>The attributes by which symbols make the compiler or the SDK's analyzers warn of their use: <c>Obsolete</c>, <c>Experimental</c> and <c>RequiresPreviewFeatures</c>.</summary>
internal static class Marks
{
    private const string ObsoleteName = "System.Obsolete";
    private const string ExperimentalName = "System.Diagnostics.CodeAnalysis.Experimental";

    private static readonly string[] Repeated = [ObsoleteName, ExperimentalName, "System.Runtime.Versioning.RequiresPreviewFeatures"];

    /// <summary>The symbol is obsolete.</summary>
    public static bool IsObsolete(ISymbol symbol) => Find(symbol, ObsoleteName) is not null;

    /// <summary>The marks of a property or field, or where it has none those of its getter, as source: to be repeated on what is emitted in its place.</summary>
    public static IEnumerable<string> Of(ISymbol symbol) =>
        Repeated.Select(name => Source(symbol, name) ?? (symbol is IPropertySymbol { GetMethod: { } getter } ? Source(getter, name) : null)).OfType<string>();

    /// <summary>The marks of what is inside of all these types as source: one of each kind, the innermost, is enough.</summary>
    public static IEnumerable<string> Innermost(IReadOnlyCollection<INamedTypeSymbol> outerToInner) =>
        Repeated.Select(name => outerToInner.Select(type => Source(type, name)).LastOrDefault(static mark => mark is not null)).OfType<string>();

    /// <summary>What code has to do that uses all these symbols, and with them the types that they are of, and those around these.</summary>
    public static SymbolMarks OnUse(IEnumerable<ISymbol> symbols)
    {
        HashSet<ISymbol> used = new(SymbolEqualityComparer.Default);
        foreach (ISymbol symbol in symbols)
            Collect(symbol, used);
        IEnumerable<ISymbol> around = used.SelectMany(static symbol => new ISymbol?[] { symbol.ContainingModule, symbol.ContainingAssembly }).OfType<ISymbol>().Distinct(SymbolEqualityComparer.Default);
        return new SymbolMarks(
            new(used.Concat(around).SelectMany(Warnings).Distinct().OrderBy(static id => id, StringComparer.Ordinal)),
            used.Any(static symbol => symbol is not ITypeSymbol && IsObsolete(symbol)));
    }

    private static void Collect(ISymbol? symbol, HashSet<ISymbol> used)
    {
        if (symbol is IArrayTypeSymbol array)
        {
            Collect(array.ElementType, used);
            return;
        }

        if (symbol is null || !used.Add(symbol))
            return;
        Collect(symbol.ContainingType, used);
        switch (symbol)
        {
            case INamedTypeSymbol named:
                foreach (ITypeSymbol argument in named.TypeArguments)
                    Collect(argument, used);
                break;
            case ITypeParameterSymbol parameter:
                foreach (ITypeSymbol constraint in parameter.ConstraintTypes)
                    Collect(constraint, used);
                break;
            case IPropertySymbol property:
                Collect(property.Type, used);
                Collect(property.GetMethod, used);
                Collect(property.SetMethod, used);
                break;
            case IFieldSymbol field:
                Collect(field.Type, used);
                break;
            case IMethodSymbol method:
                foreach (IParameterSymbol parameter in method.Parameters)
                    Collect(parameter.Type, used);
                break;
        }
    }

    // What is no identifier cannot be named by a pragma.
    private static IEnumerable<string> Warnings(ISymbol symbol) =>
        new[]
        {
            Find(symbol, ExperimentalName) is { ConstructorArguments.Length: 1 } experimental ? experimental.ConstructorArguments[0].Value as string : null,
            Find(symbol, ObsoleteName)?.NamedArguments.FirstOrDefault(static argument => argument.Key == "DiagnosticId").Value.Value as string,
        }.OfType<string>().Where(SyntaxFacts.IsValidIdentifier);

    private static AttributeData? Find(ISymbol symbol, string name) => symbol.FindAttribute(name + "Attribute");

    private static string? Source(ISymbol symbol, string name)
    {
        if (Find(symbol, name) is not { } attribute)
            return null;
        string[] arguments =
        [
            .. attribute.ConstructorArguments.Select(static argument => argument.ToCSharpString()),
            .. attribute.NamedArguments.Select(static argument => $"{argument.Key} = {argument.Value.ToCSharpString()}"),
        ];
        return arguments.Length == 0 ? $"[global::{name}]" : $"[global::{name}({string.Join(", ", arguments)})]";
    }
}
