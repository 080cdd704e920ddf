using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.FieldTypes;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Decides about the stored members of one object type, one after the other.</summary>
internal sealed class MemberParser(
    INamedTypeSymbol type, ParseSession session, ChosenConstructor constructor, List<MemberCandidate> stored, List<INamedTypeSymbol> known, DiagnosticSink sink)
{
    private readonly MemberCandidate? _id = IdMember.Find(stored);
    private readonly AccessNames _access = new(session, stored, sink);
    private readonly OwnCode _code = new(type, stored, constructor, known, session.Compilation);
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
        SupportedAttributes.Check(member.Declared, type, sink);
        if (IsOutOfSight(member))
        {
            sink.Report(MemberRules.ReservedName, member.Symbol, member.Symbol.Name);
            return null;
        }

        FieldOptions options = FieldOptions.Of(member.Declared);
        IParameterSymbol? parameter = constructor.ParameterOf(member);
        if (HiddenTypes.Report(member.Symbol, session.Compilation, sink) || AliasedTypes.Report(member.Symbol, [member.Type, parameter?.Type, options.Serializer, WriteConditions.Method(member) is null ? null : member.Declared.ContainingType], session, sink))
            return null;
        if (BsonAttributes.IsExtraElements(member.Declared))
            return ParseExtraElements(member);
        MissingElements missing = MissingElements.Of(member, parameter, session.Compilation, sink);
        WriteCondition? condition = WriteConditions.Of(member, sink);
        FieldTypeResult result = FieldTypeParser.Describe(member.Type, options);
        if (!Contradictions.ReportForms(member.Declared, sink) && result.Problem is { } problem)
            Report(problem, member);
        if (result.NeedsReflection)
            sink.Report(MemberRules.Reflection, member.Symbol, member.Symbol.Name, CSharpNames.Display(member.Type));
        string? element = ElementName(member);
        bool settable = CheckSettable(member, parameter);
        bool mayBeLeftOut = missing.Omission != Omission.Never || condition is not null;
        MemberAccess? access = _access.For(member, result.Type, isFixed: result.Type is { Fixed: not null } && !mayBeLeftOut, _code.Sees(member), result.NeedsReflection);
        if (result.Type is not { } fieldType || element is null || !settable)
            return null;

        if (condition is not null && missing.Omission == Omission.Never)
            CheckMayBeMissing(member, fieldType, parameter, missing);
        bool required = missing.Omission == Omission.Never && IsRequired(member, fieldType, parameter, missing, condition);
        bool setAtCreation = required || parameter is not null || member.IsRequired || missing.IsSpecified || !(member.MayHaveInitialValue || _creationMayInitialize);
        MemberModel model = new(
            member.Symbol.Name,
            CSharpNames.Identifier(member.Symbol.Name),
            _locals.For(member.Symbol.Name),
            element,
            fieldType,
            Offset: 0,
            required,
            missing.IsSpecified ? missing.Default
                : parameter is not null ? DefaultValues.Of(parameter, member.Type)
                : InitialValue(member),
            setAtCreation ? MemberAssignment.Creation
                : Setters.IsInitOnly(member) ? MemberAssignment.CreationOrInitial
                : MemberAssignment.AfterCreation,
            access,
            missing.Omission,
            condition,
            IsExtraElements: false);
        return new ParsedMember(model, setAtCreation && IsInInitializer(member, parameter), result.Objects);
    }

    // Not an element: no name, no offset, and nothing to read it alone.
    private ParsedMember? ParseExtraElements(MemberCandidate member)
    {
        if (ExtraElementsRule.Reader(member.Type) is not { } reader)
        {
            sink.Report(MemberRules.ExtraElements, member.Symbol, member.Symbol.Name, CSharpNames.Display(member.Type));
            return null;
        }

        IParameterSymbol? parameter = constructor.ParameterOf(member);
        if (!CheckSettable(member, parameter))
            return null;
        bool allowsNull = member.Type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        string type = CSharpNames.QualifiedNotNull(member.Type) + (allowsNull ? "?" : "");
        MemberModel model = new(
            member.Symbol.Name,
            CSharpNames.Identifier(member.Symbol.Name),
            _locals.For(member.Symbol.Name),
            ElementName: "",
            new FieldType(type, reader, View: "", ViewReader: "", ViewIsRefStruct: false, Schema: "", allowsNull, IsReference: true, Fixed: null),
            Offset: 0,
            Required: false,
            Default: null,
            MemberAssignment.Creation,
            Access: null,
            Omission.Never,
            Condition: null,
            IsExtraElements: true);
        return new ParsedMember(model, IsInInitializer(member, parameter), References: []);
    }

    // Inside the type its name means what is generated there. Where the type declares such a name itself, nothing is generated.
    private bool IsOutOfSight(MemberCandidate member) =>
        GeneratedTypes.IsName(member.Symbol.Name) && !SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingType, type)
        && !GeneratedTypes.HiddenAbstract(type, session.Compilation).Contains(member.Symbol, SymbolEqualityComparer.Default);

    private bool IsInInitializer(MemberCandidate member, IParameterSymbol? parameter) =>
        parameter is null || (member.IsRequired && !constructor.SetsRequiredMembers);

    // A struct's implicit constructor does not run initializers.
    private DefaultValue? InitialValue(MemberCandidate member) =>
        type.IsValueType && constructor.Symbol is null ? null : InitialValues.Of(member, session.Compilation);

    private string? ElementName(MemberCandidate member)
    {
        string name = MarkedName(member);
        if (StorableText.NameProblem(name) is { } problem)
        {
            sink.Report(MemberRules.InvalidElementName, member.Symbol, member.Symbol.Name, problem);
            return null;
        }

        string? taken = _elements.TryGetValue(name, out string? earlier) ? $"the member '{earlier}'"
            : name == Discriminators.ElementName && KnownTypes.MayBeNamed(type) ? "the discriminator of its type"
            : null;
        if (taken is not null)
        {
            sink.Report(MemberRules.DuplicateElementName, member.Symbol, member.Symbol.Name, name, taken);
            return null;
        }

        _elements.Add(name, member.Symbol.Name);
        return name;
    }

    // As in MongoDB.Bson, an empty name is none, and BsonId's is always this one.
    private string MarkedName(MemberCandidate member)
    {
        AttributeData? mark = BsonAttributes.ElementMark(member.Declared);
        string? marked = mark is { ConstructorArguments.Length: 1 } ? mark.ConstructorArguments[0].Value as string : null;
        bool isId = ReferenceEquals(member, _id);
        return isId && (string.IsNullOrEmpty(marked) || BsonAttributes.IsId(member.Declared)) ? "_id"
            : string.IsNullOrEmpty(marked) ? member.Symbol.Name
            : marked!;
    }

    private bool CheckSettable(MemberCandidate member, IParameterSymbol? parameter)
    {
        bool isElsewhere = !SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingAssembly, type.ContainingAssembly);
        const string advice = "give it a setter or a constructor parameter of the same name, or mark it [BsonIgnore]";
        const string adviceToRead = "make its getter protected or public there, or mark it [BsonIgnore]";
        const string adviceToName = "name one of them otherwise, or mark it [BsonIgnore]";
        const string adviceToImplement = "store what it returns by a property of the type, or mark it [BsonIgnore]";
        (string Text, string Advice)? problem = member.Symbol is IPropertySymbol { ExplicitInterfaceImplementations: { IsEmpty: false } implemented } ? ($"reached by its name, as it implements '{implemented[0].ContainingType.Name}.{implemented[0].Name}' explicitly", adviceToImplement)
            : Hider(member) is { } hider ? ($"reached by its name, which means '{hider.ContainingType.Name}.{hider.Name}' there", adviceToName)
            : type.IsAbstract ? null
            : Setters.ReadingProblem(member, type, session.Compilation) is { } unreadable ? ($"read when it is written ({unreadable})", isElsewhere ? UnseenMembers.HiddenAdvice : adviceToRead)
            : IsInInitializer(member, parameter) && Setters.Problem(member, type, session.Compilation) is { } unset ? ($"set when it is read back ({unset})", AdviceToSet(member, isElsewhere ? UnseenMembers.Advice : advice))
            : null;
        if (problem is not { } found)
            return true;
        sink.Report(MemberRules.CannotBeSet, member.Symbol, member.Symbol.Name, found.Text, found.Advice);
        return false;
    }

    private string AdviceToSet(MemberCandidate member, string otherwise) => ConstructorChooser.CouldTake(type, member.Symbol, session.Compilation)
        ? "mark the constructor that has a parameter of the same name [BsonConstructor], or mark the member [BsonIgnore]"
        : otherwise;

    // The members of an abstract type are neither read nor set, but what is generated for them has their names. One that is stored under the same name is reported as that.
    private ISymbol? Hider(MemberCandidate member)
    {
        if (MemberCollector.HiderOf(member, type, session.Compilation) is not { } hider)
            return null;
        MemberCandidate? other = stored.Find(candidate => SymbolEqualityComparer.Default.Equals(candidate.Declared, hider));
        bool isInTheWay = other is null ? !type.IsAbstract : MarkedName(other) != MarkedName(member);
        return isInTheWay ? hider : null;
    }

    // A constructor that takes no null cannot do without the element, even if its own type left it out.
    private static bool IsRequired(MemberCandidate member, FieldType fieldType, IParameterSymbol? parameter, MissingElements missing, WriteCondition? condition) =>
        member.Declared.FindAttribute(BsonAttributes.Required) is not null
        || (member.IsRequired && !missing.IsSpecified && condition is null)
        || NeedsArgument(fieldType, parameter, missing);

    private static bool NeedsArgument(FieldType fieldType, IParameterSymbol? parameter, MissingElements missing) =>
        !missing.IsSpecified && parameter is { HasExplicitDefaultValue: false } && fieldType is { IsReference: true, AllowsNull: false };

    // What a method leaves out must be readable without it.
    private void CheckMayBeMissing(MemberCandidate member, FieldType fieldType, IParameterSymbol? parameter, MissingElements missing)
    {
        string? needed = NeedsArgument(fieldType, parameter, missing) ? "the constructor's parameter, which takes no null and has no default"
            : member.IsRequired && !missing.IsSpecified && fieldType is { IsReference: true, AllowsNull: false } ? "'required', as null is no value of it"
            : null;
        if (needed is not null)
            sink.Report(MemberRules.Contradiction, member.Symbol, WriteConditions.Method(member)!.Name + "()", needed, member.Symbol.Name);
    }

    // What an attribute demands is reported at the attribute.
    private void Report(FieldTypeProblem problem, MemberCandidate member)
    {
        object[] arguments = [member.Symbol.Name, .. problem.Arguments];
        if (problem.Attribute is { } attribute && member.Declared.FindAttribute(attribute) is { ApplicationSyntaxReference: not null } mark)
            sink.Report(problem.Rule, SupportedAttributes.Place(mark), arguments);
        else
            sink.Report(problem.Rule, member.Symbol, arguments);
    }
}
