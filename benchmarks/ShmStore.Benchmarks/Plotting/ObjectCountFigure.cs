using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;
using ShmStore.Benchmarks.Workloads.Keyed;

namespace ShmStore.Benchmarks.Plotting;

/// <summary>Reading under keys, against the number of objects. One contender at a time, so that ten million objects fit into memory.</summary>
internal sealed class ObjectCountFigure : IFigure
{
    private static readonly int[] Counts = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    private static readonly Func<KeyedContenders, KeyedContenders>[] Contenders =
    [
        static contenders => contenders.AddMap(),
        static contenders => contenders.AddDictionary(),
        static contenders => contenders.AddLmdb(),
        static contenders => contenders.AddFaster(),
    ];

    /// <inheritdoc/>
    public IEnumerable<Chart> Draw(Effort effort)
    {
        (string File, KeyedReading Reading)[] readings = [("keyed-member", new ReadingOne()), ("keyed-dependent", new ReadingDependent()), ("keyed-materialise", new Materialising())];
        var points = readings.ToDictionary(static reading => reading.File, static _ => new Dictionary<string, List<(double, double)>>());
        foreach (int count in Counts.Where(count => count <= effort.ObjectsAtMost))
        {
            var keys = new KeySet(count);
            foreach (Func<KeyedContenders, KeyedContenders> add in Contenders)
            {
                using KeyedContenders held = add(new KeyedContenders(keys));
                foreach ((string file, KeyedReading reading) in readings)
                {
                    foreach (Measurement measurement in held.Compared.Measure(reading, effort))
                    {
                        if (!points[file].TryGetValue(measurement.Contender, out List<(double, double)>? line))
                            points[file].Add(measurement.Contender, line = []);
                        line.Add((count, measurement.Nanoseconds));
                    }
                }
            }
        }

        return readings.Select(reading => new Chart(
            reading.File, $"Under keys: {reading.Reading.Title}", "objects", "ns", [.. points[reading.File].Select(static line => new Series(line.Key, line.Value))]));
    }
}
