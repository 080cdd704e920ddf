namespace ShmStore.TestHost.Samples;

/// <summary>Writes to all entries of a store in rounds, so that every value tells its key and its round; the atomic <c>Count</c> is the last round that is complete.</summary>
public sealed class SampleTraffic
{
    private static readonly int[] SmallLengths = [1, 16, 40, 100, 300, 900, 2000];
    private static readonly int[] LargeLengths = [16, 1024 * 1024, 5000, 100_000];

    private readonly SampleWriter _writer;
    private readonly int[] _lengths;
    private long _round;

    /// <summary>Goes on where the last writer stopped.</summary>
    /// <param name="writer">The store.</param>
    /// <param name="large">Also values of up to a mebibyte.</param>
    public SampleTraffic(SampleWriter writer, bool large)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
        _lengths = large ? LargeLengths : SmallLengths;

        // A round that was begun is not repeated: its values may have been seen.
        _round = writer.Count.Value + 1;
    }

    /// <summary>The lengths of text that values have.</summary>
    public static IEnumerable<int> Lengths => SmallLengths.Concat(LargeLengths);

    /// <summary>Sets every entry once.</summary>
    public void WriteRound()
    {
        _round++;
        for (int key = 0; key < _writer.Entries.Count; key++)
            _writer.Entries[key].Set(Sample.Of((_round * _writer.Entries.Count) + key, _lengths[(int)((_round + key) % _lengths.Length)]));
        _writer.Count.Value = _round;
    }
}
