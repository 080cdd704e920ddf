using ShmStore.Benchmarks.Measuring;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>An operation, and what is expected of this project's map in it.</summary>
/// <param name="Operation">What is compared.</param>
/// <param name="Targets">What is expected.</param>
internal sealed record KeyedTable(KeyedOperation Operation, params IReadOnlyList<Target> Targets);
