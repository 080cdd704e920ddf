namespace ShmStore.Generators.Model;

/// <summary>A constant that a missing element stands for.</summary>
/// <param name="Source">The constant as C# source.</param>
/// <param name="SchemaText">The constant as schema documents have it; null for the type's own default.</param>
internal sealed record DefaultValue(string Source, string? SchemaText);
