using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>
/// Tells what this generator emitted from what the user wrote. The analyzer sees both: it runs after generation, while the generator's own
/// parse sees the user's part only.
/// </summary>
internal static class GeneratedMembers
{
    /// <summary>The tool named in the emitted <c>GeneratedCode</c> attributes.</summary>
    public const string Tool = "ShmStore.Generators";

    /// <summary>Whether the member, or the part of it that implements the user's, was emitted.</summary>
    public static bool IsEmitted(ISymbol member) =>
        member.FindAttribute("System.CodeDom.Compiler.GeneratedCodeAttribute") is { ConstructorArguments.Length: 2 } mark
        && mark.ConstructorArguments[0].Value is Tool;
}
