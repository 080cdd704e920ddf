namespace ShmStore.Generators.Model;

/// <summary>One key of a store with a faulty one.</summary>
/// <param name="Identifier">The property's name as C# source, keyword-safe.</param>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="Accessibility">Its accessibility as C# source.</param>
internal sealed record StubModel(string Identifier, string Type, string Accessibility);
