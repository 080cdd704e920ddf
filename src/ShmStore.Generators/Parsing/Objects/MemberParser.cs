using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.FieldTypes;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Decides about the stored members of one object type, one after the other.</summary>
internal sealed class MemberParser(
    INamedTypeSymbol type, Compilation compilation, ChosenConstructor constructor, List<MemberCandidate> stored, DiagnosticSink sink)
{
    private readonly MemberCandidate? _id = IdMember.Find(stored);
    private readonly AccessNames _access = new(type, compilation, stored, sink);
    private readonly LocalNames _locals = new();
    private readonly Dictionary<string, string> _elements = new(StringComparer.Ordinal);

    // The constructors of the type's bases run too; those of other assemblies are not seen.
    private readonly bool _creationMayInitialize = constructor.MayInitialize
        || MemberCollector.Levels(type).Any(level =>
            !SymbolEqualityComparer.Default.Equals(level, type)
            && level.InstanceConstructors.Any(static inherited => !inherited.IsImplicitlyDeclared && !MemberSyntax.IsPrimary(inherited)));

    /// <summary>Parses the next member; null after reporting that it cannot be stored.</summary>
    public ParsedMember? Parse(MemberCandidate member)
    {
        BsonAttributes.ReportUnsupported(member.Declared, sink);
        FieldTypeResult result = FieldTypeParser.Instance.Parse(member.Type);
        if (result.Problem is { } problem)
            sink.Report(problem.Rule, Place(member), [member.Symbol.Name, .. problem.Arguments]);
        string? element = ElementName(member);
        IParameterSymbol? parameter = constructor.ParameterOf(member);
        bool settable = CheckSettable(member, parameter);
        MemberAccess? access = _access.For(member, result.Type);
        if (result.Type is not { } fieldType || element is null || !settable)
            return null;

        bool setAtCreation = parameter is not null || member.IsRequired || !(member.MayHaveInitialValue || _creationMayInitialize);
        MemberModel model = new(
            member.Symbol.Name,
            CSharpNames.Identifier(member.Symbol.Name),
            _locals.For(member.Symbol.Name),
            element,
            fieldType,
            Offset: 0,
            IsRequired(member, fieldType, parameter),
            DefaultValues.Of(parameter, member.Type),
            setAtCreation ? MemberAssignment.Creation
                : Setters.IsInitOnly(member) ? MemberAssignment.CreationOrInitial
                : MemberAssignment.AfterCreation,
            access);
        bool inInitializer = setAtCreation && (parameter is null || (member.IsRequired && !constructor.SetsRequiredMembers));
        return new ParsedMember(model, inInitializer, result.Object);
    }

    private string? ElementName(MemberCandidate member)
    {
        AttributeData? mark = BsonAttributes.ElementMark(member.Declared);
        string? name = mark is { ConstructorArguments.Length: 1 } ? mark.ConstructorArguments[0].Value as string
            : ReferenceEquals(member, _id) ? "_id"
            : member.Symbol.Name;
        if (ElementNames.Problem(name) is { } problem)
        {
            sink.Report(MemberRules.InvalidElementName, Place(member), member.Symbol.Name, problem);
            return null;
        }

        if (_elements.TryGetValue(name!, out string? earlier))
        {
            sink.Report(MemberRules.DuplicateElementName, Place(member), member.Symbol.Name, name!, earlier);
            return null;
        }

        _elements.Add(name!, member.Symbol.Name);
        return name;
    }

    private bool CheckSettable(MemberCandidate member, IParameterSymbol? parameter)
    {
        bool needsSetter = parameter is null || (member.IsRequired && !constructor.SetsRequiredMembers);
        if (!needsSetter || Setters.Problem(member, type, compilation) is not { } problem)
            return true;
        sink.Report(MemberRules.CannotBeSet, Place(member), member.Symbol.Name, problem);
        return false;
    }

    private static bool IsRequired(MemberCandidate member, FieldType fieldType, IParameterSymbol? parameter) =>
        member.IsRequired
        || (parameter is { HasExplicitDefaultValue: false } && fieldType is { IsReference: true, AllowsNull: false });

    // A member of another assembly is reported at the type that stores it.
    private ISymbol Place(MemberCandidate member) =>
        member.Symbol.Locations.Any(static place => place.IsInSource) ? member.Symbol : type;
}
