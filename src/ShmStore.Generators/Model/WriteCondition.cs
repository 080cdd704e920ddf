namespace ShmStore.Generators.Model;

/// <summary>A method of the object that says whether a member's element is written.</summary>
/// <param name="DeclaredIn">The type whose method it is, fully qualified: a derived one may hide it.</param>
/// <param name="Method">Its name, keyword-safe.</param>
internal sealed record WriteCondition(string DeclaredIn, string Method);
