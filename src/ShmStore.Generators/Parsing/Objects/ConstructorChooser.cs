using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>
/// Chooses the constructor that reading uses: the one marked <c>BsonConstructor</c>, else the primary one, else a class's parameterless one, else the
/// only one whose every parameter names a member, else a struct's implicit one.
/// </summary>
internal static class ConstructorChooser
{
    /// <summary>The constructor, or null after reporting why there is none.</summary>
    public static ChosenConstructor? Choose(INamedTypeSymbol type, List<MemberCandidate> members, Compilation compilation, DiagnosticSink sink)
    {
        List<IMethodSymbol> constructors = [.. type.InstanceConstructors.Where(static constructor => !IsCopy(constructor) && !IsImplicitOfStruct(constructor))];
        List<IMethodSymbol> marked = [.. constructors.Where(static constructor => BsonAttributes.ConstructorMark(constructor) is not null)];
        if (marked.Count > 1)
        {
            sink.Report(ObjectRules.AmbiguousConstructor, type, type.Name);
            return null;
        }

        IMethodSymbol? decided = marked.FirstOrDefault()
            ?? constructors.FirstOrDefault(MemberSyntax.IsPrimary)
            ?? constructors.FirstOrDefault(static constructor => constructor.Parameters.IsEmpty);
        return decided is null
            ? ChooseUsable(type, constructors, members, compilation, sink)
            : Match(type, decided, members, compilation, sink);
    }

    /// <summary>Whether another constructor, which could be marked instead, takes the member.</summary>
    public static bool CouldTake(INamedTypeSymbol type, ISymbol member, Compilation compilation)
    {
        if (type.InstanceConstructors.Any(static constructor => BsonAttributes.ConstructorMark(constructor) is not null))
            return false;
        List<MemberCandidate> members = MemberCollector.Collect(type);
        return type.InstanceConstructors.Any(constructor => !IsCopy(constructor)
            && Match(type, constructor, members, compilation, new DiagnosticSink()) is { } match
            && match.Members.Any(taken => SymbolEqualityComparer.Default.Equals(taken.Symbol, member)));
    }

    private static ChosenConstructor? ChooseUsable(
        INamedTypeSymbol type, List<IMethodSymbol> constructors, List<MemberCandidate> members, Compilation compilation, DiagnosticSink sink)
    {
        List<ChosenConstructor> usable = [];
        foreach (IMethodSymbol constructor in constructors)
        {
            if (Match(type, constructor, members, compilation, new DiagnosticSink()) is { } match)
                usable.Add(match);
        }

        if (usable.Count == 1)
            return usable[0];
        bool allSettable = members.TrueForAll(member => member.IsComputed || Setters.IsAccessible(member, type, compilation));
        if (type.IsValueType && (constructors.Count == 0 || allSettable))
            return ChosenConstructor.None;
        if (usable.Count > 1)
            sink.Report(ObjectRules.AmbiguousConstructor, type, type.Name);
        else if (constructors.Count == 1)
            Match(type, constructors[0], members, compilation, sink);
        else
            sink.Report(ObjectRules.NoConstructor, type, type.Name, "every one has a parameter that is not the name of a stored member");
        return null;
    }

    private static ChosenConstructor? Match(
        INamedTypeSymbol type, IMethodSymbol constructor, List<MemberCandidate> members, Compilation compilation, DiagnosticSink sink)
    {
        List<MemberCandidate> matched = [];
        string?[] names = MarkedNames(constructor);
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            string name = parameter.Ordinal < names.Length ? names[parameter.Ordinal] ?? parameter.Name : parameter.Name;
            MemberCandidate? member = members.Find(candidate => candidate.Symbol.Name == name)
                ?? members.Find(candidate => string.Equals(candidate.Symbol.Name, name, StringComparison.OrdinalIgnoreCase));
            if (Problem(parameter, member, compilation) is { } problem)
            {
                sink.Report(ObjectRules.ParameterWithoutMember, parameter, parameter.Name, type.Name, problem);
                return null;
            }

            matched.Add(member!);
        }

        return new ChosenConstructor(constructor, matched);
    }

    private static string? Problem(IParameterSymbol parameter, MemberCandidate? member, Compilation compilation)
    {
        if (parameter.RefKind is not (RefKind.None or RefKind.In))
            return "is passed by reference, which reading cannot do";
        if (member is null)
            return "is not the name of a stored member, so reading has no value for it";
        return compilation.ClassifyCommonConversion(member.Type, parameter.Type).IsImplicit
            ? null
            : $"is of type '{CSharpNames.Display(parameter.Type)}' while the member '{member.Symbol.Name}' is of type '{CSharpNames.Display(member.Type)}'";
    }

    // [BsonConstructor("Name", …)] gives the members' names in parameter order.
    private static string?[] MarkedNames(IMethodSymbol constructor)
    {
        AttributeData? mark = BsonAttributes.ConstructorMark(constructor);
        return mark is { ConstructorArguments.Length: 1 } && mark.ConstructorArguments[0] is { Kind: TypedConstantKind.Array, IsNull: false } names
            ? [.. names.Values.Select(static value => value.Value as string)]
            : [];
    }

    private static bool IsCopy(IMethodSymbol constructor) =>
        constructor.ContainingType.IsRecord
        && constructor.Parameters.Length == 1
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType);

    private static bool IsImplicitOfStruct(IMethodSymbol constructor) =>
        constructor is { IsImplicitlyDeclared: true, Parameters.IsEmpty: true, ContainingType.IsValueType: true };
}
