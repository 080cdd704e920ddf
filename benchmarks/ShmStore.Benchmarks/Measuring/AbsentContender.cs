namespace ShmStore.Benchmarks.Measuring;

/// <summary>A contender that cannot be measured on this machine.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Reason">What is missing.</param>
internal sealed record AbsentContender(string Name, string Reason);
