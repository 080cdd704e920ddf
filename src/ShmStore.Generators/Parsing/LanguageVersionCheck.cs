using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing;

/// <summary>Checks that the project's language has extension properties, which the generated code uses.</summary>
internal static class LanguageVersionCheck
{
    // LanguageVersion.CSharp14, which the compiler API this is built on does not know yet.
    private const LanguageVersion CSharp14 = (LanguageVersion)1400;

    /// <summary>Reports an older language at the type.</summary>
    public static void Check(INamedTypeSymbol type, Compilation compilation, DiagnosticSink sink)
    {
        if (compilation is CSharpCompilation { LanguageVersion: < CSharp14 and var version })
            sink.Report(ObjectRules.LanguageVersion, type, type.Name, version.ToDisplayString());
    }
}
