using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Finding;

/// <summary>All that a file declares.</summary>
/// <param name="Path">Its path: by its end a file may be a generated one, which the compiler treats in another way.</param>
/// <param name="Options">How it was parsed.</param>
/// <param name="Hash">A hash of its declarations.</param>
/// <param name="Names">The names by which the declarations may refer to other files.</param>
internal sealed record FileDeclarations(string Path, ParseOptions Options, string Hash, EquatableArray<string> Names)
{
    /// <summary>Reads a file.</summary>
    public static FileDeclarations Of(SyntaxTree tree)
    {
        DeclarationReader reader = new(tree.GetRoot());
        return new FileDeclarations(tree.FilePath, tree.Options, reader.Hash(), new(reader.Names));
    }
}
