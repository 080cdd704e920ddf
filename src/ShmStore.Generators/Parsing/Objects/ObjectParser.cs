using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.FieldTypes;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Decides everything about a shared object type: which members are stored, how, and how the object is put together again.</summary>
internal static class ObjectParser
{
    /// <summary>Parses a type, Returns null when none can be created; problems go to the sink.</summary>
    public static ParsedObject? Parse(INamedTypeSymbol type, ParseSession session, DiagnosticSink sink)
    {
        TypeDeclaration declaration = TypeDeclarationParser.Parse(type, ObjectRules.NotPartial, sink);
        bool isPartial = !sink.HasErrors;
        bool namesAreFree = ObjectShape.CheckNames(type, session.Compilation, sink);
        if (!ObjectShape.Check(type, sink))
        {
            if (!ObjectShape.CanBeReopened(type))
                return null;
            sink = new DiagnosticSink();
        }

        SupportedAttributes.CheckType(type, sink);

        List<INamedTypeSymbol> known = KnownTypes.Of(type, sink);
        List<MemberCandidate> candidates = type.TypeKind == TypeKind.Interface ? [] : MemberCollector.Collect(type);
        ChosenConstructor? constructor = type.IsAbstract ? ChosenConstructor.None : ConstructorChooser.Choose(type, candidates, session.Compilation, sink);
        if (constructor is null)
        {
            // Without one nothing else is worth saying.
            constructor = ChosenConstructor.None;
            sink = new DiagnosticSink();
        }

        List<MemberCandidate> stored = [.. candidates.Where(member =>
            !member.IsComputed || constructor.Members.Contains(member) || BsonAttributes.IsMarked(member.Declared))];

        UnseenMembers.Report(type, candidates, stored, sink);
        RequiredMembers.Check(type, constructor, stored, sink);
        MemberParser parser = new(type, session, constructor, stored, known, sink);
        List<MemberModel> members = [];
        List<INamedTypeSymbol> references = [];
        List<int> initializers = [];
        Dictionary<MemberCandidate, int> indexes = [];
        foreach (MemberCandidate member in stored)
        {
            if (parser.Parse(member) is not { } parsed)
                continue;
            if (parsed.InInitializer)
                initializers.Add(members.Count);
            indexes[member] = members.Count;
            members.Add(parsed.Model);
            references.AddRange(parsed.References.Where(reference => !references.Contains(reference, SymbolEqualityComparer.Default)));
        }

        EndlessCycles.Report(type, stored, sink);
        (members, List<int> order) = FixedBlock.Lay(members);
        ObjectModel model = new(
            declaration,
            CSharpNames.Qualified(type),
            TypeParameterNames.Free("TObject", type),
            CSharpNames.Display(type),
            IsReference: type.IsReferenceType,
            MayBeDerived: type.IsReferenceType && !type.IsSealed,
            Immutability.IsProven(type),
            new(members),
            new(order),
            Arguments(constructor, indexes),
            new(initializers),
            ExtraElementsRule.Of(type, stored, sink),
            new(KnownTypes.Models(type, known)),
            IsAbstract: type.IsAbstract,
            IsInterface: type.TypeKind == TypeKind.Interface,
            type.TypeKind == TypeKind.Interface ? null : ExtensionParser.Parse(type, session, sink),
            Marks.OnUse(Used(type, constructor, stored, known)))
        {
            // Of a member whose type has an error nothing is reported here.
            IsFaulty = members.Count < stored.Count,
        };
        return new ParsedObject(model, references, known, isPartial ? PartOf(type, namesAreFree) : EmittedPart.None);
    }

    private static EmittedPart PartOf(INamedTypeSymbol type, bool namesAreFree) =>
        namesAreFree && ObjectShape.CanNameTypes(type) ? EmittedPart.Whole
        : ObjectShape.CanBeReopened(type) ? EmittedPart.Contract
        : EmittedPart.None;

    // An obsolete constructor or member is one of the type's, whose other users may well be forbidden to use it.
    private static IEnumerable<ISymbol> Used(INamedTypeSymbol type, ChosenConstructor constructor, List<MemberCandidate> stored, List<INamedTypeSymbol> known) =>
        new ISymbol?[] { type, constructor.Symbol }
            .Concat(known)
            .Concat(stored.SelectMany(static member => new[] { member.Symbol, member.Declared, member.Setter, WriteConditions.Method(member), FieldOptions.Of(member.Declared).Serializer }))
            .OfType<ISymbol>();

    private static EquatableArray<ConstructorArgument> Arguments(
        ChosenConstructor constructor, Dictionary<MemberCandidate, int> indexes)
    {
        List<ConstructorArgument> arguments = [];
        for (int i = 0; i < constructor.Members.Count; i++)
        {
            // A member that could not be parsed was reported, and nothing is emitted.
            MemberCandidate member = constructor.Members[i];
            if (!indexes.TryGetValue(member, out int index))
                continue;
            IParameterSymbol parameter = constructor.Symbol!.Parameters[i];
            string? cast = SymbolEqualityComparer.Default.Equals(member.Type, parameter.Type) ? null : CSharpNames.Qualified(parameter.Type);
            arguments.Add(new ConstructorArgument(index, cast, parameter.RefKind == RefKind.In && cast is null));
        }

        return new(arguments);
    }
}
