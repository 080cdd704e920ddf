namespace ShmStore.TestHost.Samples;

/// <summary>Random changes of a map: single ones, commits of several, and from time to time all entries removed. Short and long keys.</summary>
public sealed class MapTraffic
{
    private readonly MapStoreWriter _writer;
    private readonly Random _random;

    /// <summary>Changes that a seed decides.</summary>
    public MapTraffic(MapStoreWriter writer, int seed)
    {
        _writer = writer;
        _random = new Random(seed);
    }

    /// <summary>The keys of a commit whose writer is killed in the middle.</summary>
    public static IReadOnlyList<string> CommitKeys { get; } = ["first", "second", "a third one whose key is long"];

    /// <summary>Makes one commit.</summary>
    public void Change()
    {
        int kind = _random.Next(1000);
        if (kind == 0)
        {
            _writer.Texts.Clear();
        }
        else if (kind < 700)
        {
            ChangeOne();
        }
        else
        {
            using StoreCommit commit = _writer.BeginCommit();
            for (int i = 0; i <= kind % 5; i++)
                ChangeOne();
            commit.Complete();
        }
    }

    private void ChangeOne()
    {
        int number = _random.Next(2000);
        string key = number % 3 == 0 ? $"a key that is longer than sixteen bytes {number}" : $"key:{number}";
        if (_random.Next(3) == 0)
            _writer.Texts.Remove(key);
        else
            _writer.Texts.Set(key, Sample.Of(_random.Next(100_000), 1 + _random.Next(80)));
    }
}
