namespace ShmStore.Generators.Model;

/// <summary>One field in the schema document.</summary>
/// <param name="Name">The element's name.</param>
/// <param name="Type">The schema type, with <c>?</c> where null is allowed.</param>
/// <param name="Offset">The value's offset in the document, or 0 for a tail field.</param>
/// <param name="Required">A missing element is an error.</param>
/// <param name="MayBeLeftOut">The element is not always written.</param>
/// <param name="Default">What one that was left out stands for; null for the type's own default.</param>
internal sealed record SchemaField(string Name, string Type, int Offset, bool Required, bool MayBeLeftOut, string? Default);
