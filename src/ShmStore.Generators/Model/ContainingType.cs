namespace ShmStore.Generators.Model;

/// <summary>A partial type declaration to be reopened.</summary>
/// <param name="Keyword"><c>class</c>, <c>record</c>, <c>record struct</c>, <c>struct</c> or <c>interface</c>.</param>
/// <param name="Name">The name with its type parameters, as C# source.</param>
internal sealed record ContainingType(string Keyword, string Name);
