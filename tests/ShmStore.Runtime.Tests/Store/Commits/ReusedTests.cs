using ShmStore.Store.Commits;

namespace ShmStore.Tests.Store.Commits;

/// <summary>What commits use again: kept after small ones, made anew after large ones, which would cost every later commit as much as they were large.</summary>
public sealed class ReusedTests
{
    private const int Few = 200;
    private const int Many = 100_000;

    [Theory]
    [InlineData(Few, true)]
    [InlineData(Many, false)]
    public void Tables(int count, bool isKept)
    {
        var table = Enumerable.Range(0, count).ToDictionary(static key => key);
        Dictionary<int, int> before = table;
        Reused.Empty(ref table);
        Assert.Empty(table);
        Assert.Equal(isKept, ReferenceEquals(before, table));
        Assert.InRange(table.Capacity, 0, 3 * Few);
    }

    [Theory]
    [InlineData(Few, true)]
    [InlineData(Many, false)]
    public void Lists(int count, bool isKept)
    {
        List<int> list = [.. Enumerable.Range(0, count)];
        List<int> before = list;
        Reused.Empty(ref list);
        Assert.Empty(list);
        Assert.Equal(isKept, ReferenceEquals(before, list));
        Assert.InRange(list.Capacity, 0, 3 * Few);
    }
}
