using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Reads members' initializers, as far as they are constants.</summary>
internal static class InitialValues
{
    /// <summary>The constant; null where there is no initializer, or where it is null or no constant.</summary>
    public static DefaultValue? Of(MemberCandidate member, Compilation compilation)
    {
        // A base type may be of another project, whose files are not in this compilation.
        if (!HasConstants(member.Type) || MemberSyntax.Initializer(member.Symbol) is not { } initializer || !compilation.ContainsSyntaxTree(initializer.SyntaxTree))
            return null;
        SemanticModel semantics = compilation.GetSemanticModel(initializer.SyntaxTree);
        ExpressionSyntax expression = Bare(initializer);
        object? value = semantics.GetConstantValue(expression) is { HasValue: true } constant ? constant.Value
            : IsEmptyText(semantics.GetSymbolInfo(expression).Symbol) ? ""
            : null;
        if (value is null || semantics.GetTypeInfo(expression).Type is not { } type || !semantics.ClassifyConversion(expression, member.Type).IsImplicit)
            return null;
        return value is string text && StorableText.EncodingProblem(text) is not null ? null : DefaultValues.Of(value, type, member.Type);
    }

    private static bool HasConstants(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => HasConstants(nullable.TypeArguments[0]),
        { TypeKind: TypeKind.Enum } => true,
        _ => type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String,
    };

    // Without parentheses and the operator ! that only the compiler heeds.
    private static ExpressionSyntax Bare(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Bare(inner.Expression),
        PostfixUnaryExpressionSyntax inner when inner.IsKind(SyntaxKind.SuppressNullableWarningExpression) => Bare(inner.Operand),
        _ => expression,
    };

    private static bool IsEmptyText(ISymbol? symbol) => symbol is IFieldSymbol { Name: nameof(string.Empty), ContainingType.SpecialType: SpecialType.System_String };
}
