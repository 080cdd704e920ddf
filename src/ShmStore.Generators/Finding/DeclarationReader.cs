using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShmStore.Generators.Finding;

/// <summary>Reads everything in a file that symbols depend on: its whole tree but comments, white space and bodies.</summary>
internal sealed class DeclarationReader
{
    private readonly StringBuilder _content = new();
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a file.</summary>
    public DeclarationReader(SyntaxNode root)
    {
        AddGeneratedHeader(root);
        foreach (SyntaxNodeOrToken part in root.DescendantNodesAndTokensAndSelf(static node => !Bodies.IsOpaque(node)))
        {
            if (part.AsNode() is { } node)
                Add(node);
            else
                Add(part.AsToken());
        }
    }

    /// <summary>The names by which the declarations may refer to other files: those that are used, and those of declared types. Their case does not count.</summary>
    public HashSet<string> Names => _names;

    /// <summary>A hash of all that was read; no two contents will ever share one.</summary>
    public string Hash()
    {
        using SHA256 algorithm = SHA256.Create();
        return Convert.ToBase64String(algorithm.ComputeHash(MemoryMarshal.AsBytes(_content.ToString().AsSpan()).ToArray()));
    }

    // Kind and number of children of each node in order are the tree, whatever errors are in it.
    private void Add(SyntaxNode node) => _content.Append((char)node.RawKind).Append(Bodies.IsOpaque(node) ? -1 : node.ChildNodesAndTokens().Count).Append(';');

    private void Add(SyntaxToken token)
    {
        // What the parser skips is trivia too, with an error, and an expression in which it skips something has no value.
        if (token.ContainsDirectives || token.ContainsDiagnostics)
        {
            Add(token.LeadingTrivia.ToFullString());
            Add(token.TrailingTrivia.ToFullString());
        }

        _content.Append((char)token.RawKind);
        Add(token.Text);
        // What a member is called is looked up in its type only, whose own name was used.
        if (token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is SimpleNameSyntax or BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            _names.Add(token.ValueText);
    }

    private void Add(string text) => _content.Append(text.Length).Append(':').Append(text);

    // The compiler does not apply the project's nullable context to files whose first comment says that they are generated.
    private void AddGeneratedHeader(SyntaxNode root)
    {
        string header = root.GetLeadingTrivia().ToFullString();
        if (header.IndexOf("<auto", StringComparison.OrdinalIgnoreCase) >= 0)
            Add(header);
    }
}
