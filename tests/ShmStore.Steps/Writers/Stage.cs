using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Writers;

/// <summary>What an operation works on.</summary>
/// <param name="Writer">The writer.</param>
/// <param name="Other">A second one, where the situation has one.</param>
/// <param name="Path">The file.</param>
/// <param name="Options">Options of writers.</param>
internal sealed record Stage(StepStore.Writer Writer, StepStore.Writer? Other, string Path, StoreOptions Options);
