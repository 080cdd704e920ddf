using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShmStore.Generators.Finding;

/// <summary>The parts of a file that no symbol depends on: what stands in the bodies of members.</summary>
internal static class Bodies
{
    /// <summary>Whether the node is a body whose content decides nothing outside of it.</summary>
    public static bool IsOpaque(SyntaxNode node) =>
        node is BlockSyntax or ArrowExpressionClauseSyntax or GlobalStatementSyntax
        // #nullable goes on to hold after the body.
        && !node.ContainsDirectives
        && node.Parent switch
        {
            BaseMethodDeclarationSyntax or CompilationUnitSyntax => true,
            AccessorDeclarationSyntax or BasePropertyDeclarationSyntax => !MentionsField(node),
            _ => false,
        };

    // The keyword gives the property a backing field.
    private static bool MentionsField(SyntaxNode node) => node.DescendantTokens().Any(static token => token.Text == "field");
}
