using ShmStore.Bson;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>What an options attribute says about one type of time.</summary>
/// <param name="Form">The BSON type to store; null for the usual one.</param>
/// <param name="Meaning">What the stored value stands for: the name of a unit of time, in the plural, or of a <c>DateTimeKind</c>, or <c>DateOnly</c>; null for the usual.</param>
internal sealed record TimeOptions(ElementType? Form, string? Meaning);
