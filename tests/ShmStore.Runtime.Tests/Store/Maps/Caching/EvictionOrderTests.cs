using System.Runtime.CompilerServices;
using ShmStore.Memory;
using ShmStore.Store.Maps.Caching;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>The order of eviction by itself.</summary>
public sealed class EvictionOrderTests
{
    private readonly UseMarks _marks = new PrivateMarks().Add(1 << 16, out _);

    [Fact]
    public void A_scan_does_not_drive_out_what_is_used_and_a_ghost_comes_back_for_longer()
    {
        var order = new EvictionOrder(100, _marks);
        for (ulong hash = 1; hash <= 100; hash++)
            order.Add(hash);
        for (ulong hash = 1; hash <= 30; hash++)
            _marks.Set(hash);
        for (ulong hash = 1000; hash < 1050; hash++)
        {
            Assert.InRange(Evict(order), 31UL, 100UL);
            order.Add(hash);
        }

        // This one was evicted, and is set again: it is in the main queue now, and the scan goes before it.
        order.Add(31);
        for (int i = 0; i < 60; i++)
            Assert.InRange(Evict(order), 81UL, 1050UL);
    }

    [Fact]
    public void Without_marks_the_oldest_goes_first()
    {
        var order = new EvictionOrder(100, null);
        for (ulong hash = 1; hash <= 100; hash++)
            order.Add(hash);
        Assert.Equal(Enumerable.Range(1, 100).Select(static i => (ulong)i), Enumerable.Range(1, 100).Select(_ => Evict(order)));
        Assert.False(order.TryChoose(out _));
    }

    [Fact]
    public void When_all_are_used_one_goes_all_the_same_after_few_steps()
    {
        var order = new EvictionOrder(10_000, _marks);
        for (ulong hash = 1; hash <= 10_000; hash++)
            order.Add(hash);
        for (ulong hash = 1; hash <= 10_000; hash++)
            _marks.Set(hash);
        Evict(order);
        Assert.InRange(Enumerable.Range(1, 10_000).Count(hash => !_marks.Take((ulong)hash)), 1, 40);
    }

    [Fact]
    public void What_is_pinned_stays_and_removed_entries_are_forgotten()
    {
        var order = new EvictionOrder(10, _marks);
        foreach (ulong hash in (ReadOnlySpan<ulong>)[1, 2, 3, 4, 4])
            order.Add(hash);
        order.Pin(1, true);
        order.Remove(2);
        order.Remove(4);
        Assert.Equal([3UL, 4UL], [Evict(order), Evict(order)]);
        Assert.False(order.TryChoose(out _));
        order.Pin(1, false);
        Assert.Equal(1UL, Evict(order));
        order.Remove(77);
        Assert.False(order.TryChoose(out _));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Evict(EvictionOrder order)
    {
        Assert.True(order.TryChoose(out ulong hash));
        order.Remove(hash);
        return hash;
    }
}
