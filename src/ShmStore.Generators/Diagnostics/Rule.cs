using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Diagnostics;

/// <summary>Makes the descriptors: one category, and a documentation page for each rule.</summary>
internal static class Rule
{
    /// <summary>The category of every rule.</summary>
    public const string Category = "ShmStore";

    // In the repository, and in the folder that the package is restored to.
    private const string HelpFolder = "docs/rules/";

    /// <summary>A rule that stops generation.</summary>
    public static DiagnosticDescriptor Error(string id, string title, string message) =>
        Create(id, title, message, DiagnosticSeverity.Error);

    /// <summary>A rule about something that is probably not meant.</summary>
    public static DiagnosticDescriptor Warning(string id, string title, string message) =>
        Create(id, title, message, DiagnosticSeverity.Warning);

    /// <summary>A rule that tells what was left out.</summary>
    public static DiagnosticDescriptor Info(string id, string title, string message) =>
        Create(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"{HelpFolder}{id}.md");
}
