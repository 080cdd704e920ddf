using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Finding;

/// <summary>
/// All that the models of a compilation depend on: compilations with equal signatures have equal models. A model is made of symbols that are reached
/// from a marked type; each comes from a reference, or is reached by a name that stands in a declaration of a relevant file and is declared in
/// another one, which is relevant thereby, or is a namespace.
/// </summary>
/// <param name="Files">The declarations of the relevant files, in order.</param>
/// <param name="Namespaces">All namespaces that are declared, sorted: what a name means depends on them too.</param>
/// <param name="Assembly">The assembly's name, which has a say in what is accessible.</param>
/// <param name="Options">The options of the compilation.</param>
/// <param name="Language">The version of the language.</param>
/// <param name="References">The referenced assemblies.</param>
internal sealed record Signature(
    EquatableArray<FileDeclarations> Files,
    EquatableArray<string> Namespaces,
    string? Assembly,
    CompilationOptions Options,
    LanguageVersion Language,
    EquatableArray<Reference> References)
{
    /// <summary>The signature of a compilation; null if it has no types that could be marked.</summary>
    public static Signature? Of(Compilation compilation, CancellationToken cancellation)
    {
        List<FileFacts> files = [];
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            files.Add(FileFacts.Of(tree));
        }

        List<FileDeclarations> relevant = RelevantFiles.Of(files, cancellation);
        return relevant.Count == 0 ? null : new Signature(
            new(relevant),
            new(files.SelectMany(static file => file.Outline.Namespaces).Distinct().OrderBy(static name => name, StringComparer.Ordinal)),
            compilation.AssemblyName,
            compilation.Options,
            ((CSharpCompilation)compilation).LanguageVersion,
            new(compilation.References.Select(static reference => new Reference(reference))));
    }
}
