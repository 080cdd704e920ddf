using CsCheck;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Changes;

/// <summary>A consumer that keeps up is told every change of any sequence, in order, once; and knows the map from that alone.</summary>
public sealed class WatchModelTests
{
    private static readonly Gen<string> Keys = Gen.OneOf(
        Gen.Int[0, 30].Select(static i => $"account:{i:000000}"),
        Gen.Int[0, 18].Select(static i => new string('k', i)),
        Gen.Int[0, 10].Select(static i => $"a key that is longer than sixteen bytes {i}"));

    // One change of a key; null removes it.
    private static readonly Gen<(string Key, Sample? Value)> Changes = Gen.Select(Keys, Gen.Int[0, 1000], static (key, number) => (key, number % 3 == 0 ? null : Sample.Of(number)));

    // The changes of one commit. None: all entries are removed. One: without a commit around it.
    private static readonly Gen<List<(string Key, Sample? Value)>> Commits = Gen.Frequency(
        (1, Gen.Const(() => new List<(string, Sample?)>())), (20, Changes.List[1, 1]), (10, Changes.List[2, 6]));

    [Fact]
    public void Every_change_comes_once_and_in_order() => Commits.List[0, 60].Sample(
        static commits =>
        {
            using var writer = MapStoreWriter.Open(null);
            using MapStore reader = writer.OpenReader();
            var told = new Collected(reader.Texts.WatchAsync());
            var late = new Collected(reader.Texts.WatchAsync(0));
            List<(MapChangeKind, string?, long)> expected = [];
            foreach (List<(string Key, Sample? Value)> commit in commits)
                expected.AddRange(Apply(writer, commit));
            expected.Add((MapChangeKind.Set, FollowedMap.End, writer.Texts.Set(FollowedMap.End, Sample.Of(0))));

            Assert.Equal(expected, told.UntilEnd());
            Assert.Equal(expected, late.UntilEnd());
            foreach (long since in expected.Select(static change => change.Item3).Distinct())
                Assert.Equal(expected.Where(change => change.Item3 > since), new Collected(reader.Texts.WatchAsync(since)).Of(expected.Count(change => change.Item3 > since)));

            var followed = new FollowedMap(reader.Texts);
            followed.FollowAsync(reader.Texts.WatchAsync(0)).GetAwaiter().GetResult();
            Assert.Null(followed.Difference());
            Assert.Equal(0, followed.Missed);
            StoreInspection.AssertEveryBlockIsKnown(writer);
        },
        iter: 100);

    private static List<(MapChangeKind Kind, string? Key, long Version)> Apply(MapStoreWriter writer, List<(string Key, Sample? Value)> changes)
    {
        if (changes.Count == 0)
            return [(MapChangeKind.Cleared, null, writer.Texts.Clear())];

        // Of a key that a commit changes several times the last counts, at the place of the first; nothing happens to a key that was not there and is not.
        HashSet<string> before = [.. writer.Texts.Keys];
        var last = new OrderedDictionary<string, Sample?>();
        foreach ((string key, Sample? value) in changes)
        {
            if (value is not null || before.Contains(key) || last.ContainsKey(key))
                last[key] = value;
        }

        if (changes.Count == 1)
        {
            Set(writer, changes[0]);
        }
        else
        {
            using StoreCommit commit = writer.BeginCommit();
            changes.ForEach(change => Set(writer, change));
            commit.Complete();
        }

        return [.. last.Where(change => change.Value is not null || before.Contains(change.Key))
            .Select(change => (change.Value is null ? MapChangeKind.Removed : MapChangeKind.Set, (string?)change.Key, writer.Version))];
    }

    private static void Set(MapStoreWriter writer, (string Key, Sample? Value) change)
    {
        if (change.Value is { } value)
            writer.Texts.Set(change.Key, value);
        else
            writer.Texts.Remove(change.Key);
    }
}
