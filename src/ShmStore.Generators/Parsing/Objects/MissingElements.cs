using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Reads the attributes about elements that are not there: which are left out, which must not be, and what a missing one stands for.</summary>
/// <param name="Omission">When the element is left out.</param>
/// <param name="Default">What a missing element stands for; null for the type's default.</param>
/// <param name="IsSpecified">An attribute says what a missing element stands for, so the member's own initial value does not.</param>
internal sealed record MissingElements(Omission Omission, DefaultValue? Default, bool IsSpecified)
{
    /// <summary>Reads a member's attributes and the default value of its constructor parameter, and reports those that contradict each other or do not fit the member.</summary>
    public static MissingElements Of(MemberCandidate member, IParameterSymbol? parameter, Compilation compilation, DiagnosticSink sink)
    {
        ISymbol symbol = member.Declared;
        bool ifNull = BsonAttributes.IsOn(symbol, BsonAttributes.IgnoreIfNull);
        bool ifDefault = BsonAttributes.IsOn(symbol, BsonAttributes.IgnoreIfDefault);
        if (ifNull && ifDefault)
            Contradictions.Report(symbol, BsonAttributes.IgnoreIfDefault, BsonAttributes.IgnoreIfNull, sink);
        if ((ifNull || ifDefault) && symbol.FindAttribute(BsonAttributes.Required) is not null)
            Contradictions.Report(symbol, BsonAttributes.Required, ifNull ? BsonAttributes.IgnoreIfNull : BsonAttributes.IgnoreIfDefault, sink);

        AttributeData? mark = symbol.FindAttribute(BsonAttributes.DefaultValue);
        DefaultValue? value = mark is null ? null : Value(mark, member, compilation, sink);
        Omission omission = ifDefault ? Omission.Default : ifNull && member.Type.CanBeNull() ? Omission.Null : Omission.Never;
        CheckParameter(parameter, member, mark is null && omission == Omission.Never, compilation, sink);

        // What was left out is null or the default, never what the member's initializer says.
        return new MissingElements(omission, omission == Omission.Null ? null : value, mark is not null || omission != Omission.Never);
    }

    private static DefaultValue? Value(AttributeData mark, MemberCandidate member, Compilation compilation, DiagnosticSink sink)
    {
        if (mark.ConstructorArguments.Length != 1 || mark.ConstructorArguments[0] is not { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum } value)
        {
            sink.Report(MemberRules.DefaultValue, SupportedAttributes.Place(mark), member.Symbol.Name, NotHeld(member));
            return null;
        }

        bool fits = value.IsNull ? member.Type.CanBeNull() : Fits(value.Type!, member, compilation);
        string? problem = !fits ? NotHeld(member) : value.Value is string text ? StorableText.EncodingProblem(text) : null;
        if (problem is not null)
            sink.Report(MemberRules.DefaultValue, SupportedAttributes.Place(mark), member.Symbol.Name, problem);
        return problem is null ? DefaultValues.Of(value, member.Type) : null;
    }

    private static string NotHeld(MemberCandidate member) => $"is not a constant that its type '{CSharpNames.Display(member.Type)}' can hold";

    private static bool Fits(ITypeSymbol type, MemberCandidate member, Compilation compilation) =>
        compilation.ClassifyCommonConversion(type, member.Type) is { IsImplicit: true } conversion
        && !(conversion.IsUserDefined && IsObject(member.Type))
        && (type.SpecialType != SpecialType.System_String || IsText(member));

    // Text is a sequence of characters too, but is not stored and viewed as one.
    private static bool IsText(MemberCandidate member) =>
        member.Type.SpecialType == SpecialType.System_String || member.Declared.FindAttribute(BsonAttributes.Serializer) is not null;

    // What is viewed in place is no constant.
    private static bool IsObject(ITypeSymbol type) => type.IsReferenceType || type.WithoutNull().FindAttribute(KnownNames.SharedObjectAttribute) is not null;

    private static void CheckParameter(IParameterSymbol? parameter, MemberCandidate member, bool isUsed, Compilation compilation, DiagnosticSink sink)
    {
        if (parameter is not { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value })
            return;
        string? problem = value is string text ? StorableText.EncodingProblem(text)
            : isUsed && !DefaultValues.Fits(value, parameter.Type, member.Type, compilation) ? NotHeld(member)
            : null;
        if (problem is not null)
            sink.Report(MemberRules.DefaultValue, parameter, member.Symbol.Name, problem);
    }
}
