using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShmStore.Generators.Finding;

/// <summary>What is known of a file. Trees never change, so it is found out once for each, and forgotten with the tree.</summary>
internal sealed class FileFacts
{
    // Last names that attributes may have that mark a type, unless they are aliases.
    private static readonly string[] Marks = ["SharedStore", "SharedStoreAttribute", "SharedObject", "SharedObjectAttribute"];

    // Last names of the types that only keys have, unless they are aliases.
    private static readonly string[] SharedTypes = ["SharedEntry", "SharedMap", "SharedAtomic", "SharedDocument", "SharedDocumentMap"];

    private static readonly ConditionalWeakTable<SyntaxTree, FileFacts> Known = new();

    private readonly Lazy<(FileDeclarations Declarations, HashSet<string> Names)> _content;

    private FileFacts(SyntaxTree tree)
    {
        Outline = OutlineReader.Read(((CSharpSyntaxTree)tree).GetCompilationUnitRoot());
        _content = new(() => Read(tree));
    }

    /// <summary>What it declares.</summary>
    public Outline Outline { get; }

    /// <summary>All its declarations in full; read when they are asked for.</summary>
    public FileDeclarations Declarations => _content.Value.Declarations;

    /// <summary>The names by which the declarations may refer to other files.</summary>
    public HashSet<string> Names => _content.Value.Names;

    /// <summary>The facts of a file.</summary>
    public static FileFacts Of(SyntaxTree tree) => Known.GetValue(tree, static tree => new FileFacts(tree));

    /// <summary>
    /// Whether it may have a marked type, or one whose mark was forgotten: one of its types has an attribute that is named as a mark is, or a partial
    /// property of a type that is named as those of keys are, or one of them is named by an alias.
    /// </summary>
    /// <param name="globalAliases">Aliases that other files give to all.</param>
    public bool MayBeMarked(ICollection<string> globalAliases)
    {
        return Outline.TypeAttributes.Any(name => IsOneOf(Marks, name)) || Outline.PartialTypes.Any(name => IsOneOf(SharedTypes, name));

        bool IsOneOf(string[] names, string name) =>
            names.Contains(name, StringComparer.Ordinal) || Outline.Aliases.Contains(name, StringComparer.Ordinal) || globalAliases.Contains(name);
    }

    private static (FileDeclarations Declarations, HashSet<string> Names) Read(SyntaxTree tree)
    {
        DeclarationReader reader = new(tree.GetRoot());
        return (new FileDeclarations(tree.FilePath, tree.Options, reader.Hash()), reader.Names);
    }
}
