using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Finding;

/// <summary>What the models of all files of a compilation depend on.</summary>
/// <param name="Namespaces">All namespaces that are declared, sorted: what a name means depends on them.</param>
/// <param name="Assembly">The assembly's name, which has a say in what is accessible.</param>
/// <param name="Options">The options of the compilation.</param>
/// <param name="References">The referenced assemblies.</param>
internal sealed record ProjectSignature(
    EquatableArray<string> Namespaces, string? Assembly, CompilationOptions Options, EquatableArray<Reference> References)
{
    /// <summary>That of a compilation.</summary>
    public static ProjectSignature Of(Compilation compilation, CancellationToken cancellation)
    {
        HashSet<string> namespaces = new(StringComparer.Ordinal);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            namespaces.UnionWith(FileFacts.Of(tree).Outline.Namespaces);
        }

        return new ProjectSignature(
            new(namespaces.OrderBy(static name => name, StringComparer.Ordinal)),
            compilation.AssemblyName,
            compilation.Options,
            new(compilation.References.Select(static reference => new Reference(reference))));
    }
}
