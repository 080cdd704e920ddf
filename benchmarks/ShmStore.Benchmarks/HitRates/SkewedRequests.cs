namespace ShmStore.Benchmarks.HitRates;

/// <summary>Requests for keys whose frequency falls with their rank (Zipf), with a scan mixed in: keys that are requested once and never again. The same sequence every time.</summary>
internal sealed class SkewedRequests
{
    private const int Seed = 20_260;

    private readonly double[] _cumulated;

    /// <summary>Requests for so many keys.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="exponent">How much they are skewed: the key of rank r is requested in proportion to 1 / r to this power.</param>
    public SkewedRequests(int keys, double exponent)
    {
        _cumulated = new double[keys];
        double sum = 0;
        for (int rank = 0; rank < keys; rank++)
            _cumulated[rank] = sum += 1 / Math.Pow(rank + 1, exponent);
    }

    /// <summary>Ranks of the keys requested; -1 for a key of the scan.</summary>
    /// <param name="count">How many requests.</param>
    /// <param name="scanned">Share of the requests that are of the scan.</param>
    public IEnumerable<int> Take(int count, double scanned)
    {
        var random = new Random(Seed);
        for (int i = 0; i < count; i++)
        {
            if (random.NextDouble() < scanned)
            {
                yield return -1;
                continue;
            }

            int rank = Array.BinarySearch(_cumulated, random.NextDouble() * _cumulated[^1]);
            yield return rank < 0 ? ~rank : rank;
        }
    }
}
