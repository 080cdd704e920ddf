using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShmStore.Generators.Tests.Harness;

/// <summary>Compilations as a strict consumer has them: nullable, documentation checked, every warning an error.</summary>
internal static class TestCompilation
{
    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(SharedStore).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(MongoDB.Bson.ObjectId).Assembly.Location),
    ];

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public static CSharpCompilation Create(IEnumerable<string> sources, params MetadataReference[] more) =>
        CSharpCompilation.Create(
            "Consumer",
            sources.Select(static (source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{index}.cs")),
            [.. References, .. more],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                warningLevel: 10,
                nullableContextOptions: NullableContextOptions.Enable,
                generalDiagnosticOption: ReportDiagnostic.Error,
                // As in every SDK project: references built for older frameworks are unified silently.
                specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));
}
