using System.Globalization;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps.Changes;

/// <summary>Following a map whose region grows: the block that made it grow lies partly behind what the follower has mapped.</summary>
public sealed class WatchedGrowthTests : IDisposable
{
    private const int Growths = 8;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("key:")]
    [InlineData("a key that is longer than sixteen bytes ")]
    public void Every_change_is_told_with_its_object(string prefix)
    {
        using var writer = MapStoreWriter.Open(_folder.File());
        using MapStore reader = MapStore.Open(_folder.File());
        var told = new Collected(reader.Texts.WatchAsync(cancellationToken: TestContext.Current.CancellationToken));
        for (int number = 0; writer.Statistics.RegionGrowths < Growths; number++)
        {
            string key = string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
            Sample expected = Sample.Of(number, 1 + (number * 37 % 1500));
            writer.Texts.Set(key, expected);
            MapChange<string, Sample> change = told.Next();
            Assert.Equal((MapChangeKind.Set, key), (change.Kind, change.Key));
            Assert.True(change.TryGetValue(out Sample? value), $"'{key}' was told without its object");
            Assert.Equal(expected, value);
        }
    }
}
