using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Finding;

/// <summary>A referenced assembly, the same only as long as the compiler has it as the same object or the same compilation.</summary>
internal readonly record struct Reference(MetadataReference Assembly);
