using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Diagnostics;

/// <summary>Rules about code that uses commits.</summary>
internal static class CommitRules
{
    /// <summary>A commit that nothing disposes.</summary>
    public static readonly DiagnosticDescriptor NotDisposed = Rule.Warning(
        "SHM0037", "A commit must be disposed", "Nothing ends this commit if it is not completed, and until then whoever writes waits: {0}");
}
