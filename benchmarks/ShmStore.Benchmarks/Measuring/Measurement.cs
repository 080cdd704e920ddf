namespace ShmStore.Benchmarks.Measuring;

/// <summary>What was measured of a contender.</summary>
/// <param name="Contender">Its name.</param>
/// <param name="Nanoseconds">Median over the rounds, for one operation.</param>
/// <param name="Spread">Distance of the quartiles over the rounds, as a part of the median.</param>
/// <param name="Bytes">Allocated on the managed heap by one operation.</param>
internal sealed record Measurement(string Contender, double Nanoseconds, double Spread, double Bytes);
