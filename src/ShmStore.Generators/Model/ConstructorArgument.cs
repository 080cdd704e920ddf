namespace ShmStore.Generators.Model;

/// <summary>One argument of the constructor that reading uses.</summary>
/// <param name="Member">The member's index.</param>
/// <param name="Cast">The parameter's type, where it is not that of the member: another constructor might fit better otherwise. Null where it is.</param>
/// <param name="ByReference">The parameter is an <c>in</c> one, and another constructor might take the value.</param>
internal sealed record ConstructorArgument(int Member, string? Cast, bool ByReference);
