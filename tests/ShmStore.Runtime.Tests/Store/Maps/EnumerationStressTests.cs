using System.Diagnostics;
using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Going through a map while it grows from nothing to tens of segments, while entries are replaced, and removed and added again in other lanes.</summary>
public sealed class EnumerationStressTests
{
    // There throughout; beside them others come and go, and ever more come to stay.
    private const int Stable = 300;
    private const int Restless = 20_000;
    private const int Groups = 20;
    private const int Growing = 30_000;

    private static int FirstRestless => Stable;

    private static int FirstGrowing => Stable + Restless;

    [Fact]
    public void Nothing_comes_twice_and_nothing_is_missed_that_was_there_throughout() => Assert.Null(Run(StressTime.Normal, static store => CheckPass(store.Numbers)));

    [Fact]
    public void The_same_in_the_keys_alone() => Assert.Null(Run(StressTime.Normal, static store => CheckKeys(store.Numbers.Keys)));

    [Fact]
    public void The_same_with_a_change_after_every_entry() => Assert.Null(RunInTurns(20, static (store, change) => CheckKeys(store.Numbers.Keys.Select(key =>
    {
        change();
        return key;
    }))));

    [Fact]
    public void Control_a_pass_that_does_not_remember_what_it_returned_is_caught() =>
        Assert.Equal("twice", RunInTurns(1000, static (store, change) => CheckKeys(NaivePass(store, change, looksAgain: true)), "twice"));

    [Fact]
    public void Control_a_pass_that_does_not_look_whether_its_segment_was_replaced_is_caught() =>
        Assert.Equal("missed", RunInTurns(1000, static (store, change) => CheckKeys(NaivePass(store, change, looksAgain: false)), "missed"));

    /// <summary>So many passes at most, each through a map that is changed in between by the same thread, until something (of this kind, if one is named) is wrong; tells what.</summary>
    private static string? RunInTurns(int passes, Func<MapStore, Action, string?> pass, string? kind = null)
    {
        for (int i = 0; i < passes; i++)
        {
            using var writer = MapStoreWriter.Open(null);
            using MapStore store = writer.OpenReader();
            var traffic = new Traffic(writer, seed: i);
            // In some of the passes until just before its segment is full.
            for (int steps = 0; steps < 37 * i % 1500; steps++)
                traffic.Next();
            if (pass(store, traffic.Next) is { } found && (kind is null || found == kind))
                return found;
        }

        return null;
    }

    /// <summary>Passes through maps that another thread lets grow, until the time is up or something is wrong; tells what.</summary>
    private static string? Run(TimeSpan time, Func<MapStore, string?> pass)
    {
        string? wrong = null;
        long passes = 0;
        for (long start = Stopwatch.GetTimestamp(); wrong is null && Stopwatch.GetElapsedTime(start) < time;)
        {
            using var writer = MapStoreWriter.Open(null);
            using MapStore store = writer.OpenReader();
            var traffic = new Traffic(writer, seed: 1);
            bool stop = false;
            Task writing = Task.Factory.StartNew(
                () =>
                {
                    while (!Volatile.Read(ref stop) && !traffic.IsGrown)
                        traffic.Next();
                },
                TaskCreationOptions.LongRunning);
            do
            {
                wrong = pass(store);
                passes++;
            }
            while (wrong is null && !writing.IsCompleted && Stopwatch.GetElapsedTime(start) < time);

            Volatile.Write(ref stop, true);
            writing.GetAwaiter().GetResult();
        }

        TestContext.Current.SendDiagnosticMessage("{0} passes", passes);
        return wrong;
    }

    private static string? CheckPass(IEnumerable<KeyValuePair<int, Sample>> entries)
    {
        string? wrong = null;
        string? keys = CheckKeys(entries.Select(entry =>
        {
            if (!entry.Value.IsWhole)
                wrong = "torn";
            else if (entry.Value.Number != entry.Key)
                wrong = "another key's";
            return entry.Key;
        }));
        return wrong ?? keys;
    }

    private static string? CheckKeys(IEnumerable<int> keys)
    {
        var seen = new HashSet<int>();
        foreach (int key in keys)
        {
            if (!seen.Add(key))
                return "twice";
        }

        return Enumerable.Range(0, Stable).All(seen.Contains) ? null : "missed";
    }

    /// <summary>Goes through the lanes of all segments as they are when it comes to them. The mistakes: it does not remember what it has returned, and it may not look whether a segment was replaced meanwhile.</summary>
    private static IEnumerable<int> NaivePass(MapStore store, Action change, bool looksAgain)
    {
        long position = 0;
        while (position < 1L << IndexLayout.MaximumDepth)
        {
            List<int> keys = [];
            long end = ReadSegment(store.Numbers.Reader, position, keys, change, looksAgain);
            if (end < 0)
                continue;
            position = end;
            foreach (int key in keys)
                yield return key;
        }
    }

    private static long ReadSegment(MapReader map, long position, List<int> keys, Action change, bool looksAgain)
    {
        if (!map.TryBegin((ulong)position << (IndexLayout.OffsetBits - IndexLayout.MaximumDepth), out SegmentLease lease))
            return 1L << IndexLayout.MaximumDepth;
        long width = (1L << IndexLayout.MaximumDepth) >> lease.Depth;
        int lanes = lease.Buckets * IndexLayout.Lanes;
        var reader = default(NothingReader);
        using var returned = new ReturnedKeys();
        for (int lane = 0; lane < lanes; lane++)
        {
            if (!map.TryVisit(in lease, lane, returned, ref reader, out ScannedEntry<bool> _))
                continue;
            keys.Add(MapKeyOf<int>.Decode(returned.Last, map.Name));
            if (keys.Count % 16 == 0)
                change();
        }

        return looksAgain && !lease.StillStands() ? -1 : (position & -width) + width;
    }

    /// <summary>Changes a map: adds a key, replaces an object that is there throughout, and removes a few keys and adds them again.</summary>
    private sealed class Traffic
    {
        private readonly MapStoreWriter _writer;
        private readonly Random _random;
        private readonly int[][] _groups;
        private int _grown;

        public Traffic(MapStoreWriter writer, int seed)
        {
            _writer = writer;
            _random = new Random(seed);
            for (int i = 0; i < Stable; i++)
                writer.Numbers.Set(i, Sample.Of(i, 8));

            // Keys that belong into one bucket, more than it holds: those of them that are removed and added again take each other's lanes.
            KeySeed hashing = writer.Numbers.Reader.Seed;
            _groups = [.. Enumerable.Range(FirstRestless, Restless)
                .GroupBy(key => (uint)new KeyProbe((uint)key, (uint)key, sizeof(int), hashing).Hash >> 22)
                .OrderByDescending(static group => group.Count()).Take(Groups).Select(static group => group.ToArray())];
        }

        public bool IsGrown => _grown == Growing;

        public void Next()
        {
            if (!IsGrown)
                _writer.Numbers.Set(FirstGrowing + _grown, Sample.Of(FirstGrowing + _grown++, 8));
            int stable = _random.Next(Stable);
            _writer.Numbers.Set(stable, Sample.Of(stable, 1 + _random.Next(200)));

            int[] group = _groups[_random.Next(Groups)];
            _random.Shuffle(group);
            foreach (int key in group.AsSpan(0, 4))
                _writer.Numbers.Remove(key);
            foreach (int key in group.AsSpan(2, 4))
                _writer.Numbers.Set(key, Sample.Of(key, 8));
            foreach (int key in group.AsSpan(0, 2))
                _writer.Numbers.Set(key, Sample.Of(key, 8));
        }
    }
}
