using System.Diagnostics;
using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Tests.Interchange;

/// <summary>Buffers and maps that contradict each other.</summary>
public sealed class AttachErrorsTests
{
    // Two documents of 12 bytes.
    private static readonly byte[] Memory = SharedObjectStore.FromObjects([
        new("a", SharedObject.FromObject(new BsonDocument("x", 1))), new("b", SharedObject.FromObject(new BsonDocument("y", 2)))]).SharedMemory.ToArray();

    [Theory]
    [InlineData(-1, 12)]
    [InlineData(13, 12)]
    [InlineData(24, 12)]
    [InlineData(0, 25)]
    [InlineData(int.MaxValue, 12)]
    [InlineData(12, int.MaxValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(int.MinValue, int.MaxValue)]
    public void Bounds_outside_the_memory(int index, int size)
    {
        var bounds = new MemoryBounds(index, size);
        var error = Assert.Throws<StoreFormatException>(() => SharedObject.FromMemoryArray(Memory, bounds));
        Assert.Equal(StoreFormatReason.Truncated, error.Reason);
        Assert.Contains($"(index {index}, size {size}, memory of 24 bytes)", error.Message);
        if (index >= 0)
            Assert.Contains($"Object 'k' (index {index}, size {size}, memory of 24 bytes)", Refused(("k", index, size)).Message);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 4)]
    [InlineData(0, 11)]
    [InlineData(0, 13)]
    [InlineData(0, 24)]
    [InlineData(1, 12)]
    [InlineData(19, 5)]
    public void Bounds_that_are_not_a_documents(int index, int size)
    {
        StoreFormatException error = Refused(("k", index, size));
        Assert.Equal(StoreFormatReason.Corrupt, error.Reason);
        Assert.Contains($"'k' (index {index}, size {size}, memory of 24 bytes)", error.Message);
    }

    [Fact]
    public void A_damaged_document_is_refused_with_its_reason()
    {
        byte[] damaged = [.. Memory];
        damaged[16] = 0x42;
        StoreFormatException error = Assert.Throws<StoreFormatException>(
            () => SharedObjectStore.FromMemoryMap(damaged, Map(("a", 0, 12), ("b", 12, 12))));
        Assert.Contains("Object 'b' (index 12, size 12", error.Message);
        Assert.Equal(BsonFormatReason.UnknownElementType, Assert.IsType<BsonFormatException>(error.InnerException).Reason);
    }

    [Fact]
    public void A_deep_document_is_refused_before_anything_recurses()
    {
        byte[] deep = SharedObjectTests.Nested(20_000);
        Assert.Throws<StoreFormatException>(() => SharedObjectStore.FromMemoryMap(deep, Map(("deep", 0, deep.Length))));
        byte[] allowed = SharedObjectTests.Nested(100);
        SharedObjectStore store = SharedObjectStore.FromMemoryMap(allowed, Map(("allowed", 0, allowed.Length)));
        Assert.Equal(allowed, SharedObject.FromObject(store.Get("allowed")).Raw.ToArray());
    }

    [Fact]
    public void Documents_may_lie_in_any_order_with_gaps_but_not_overlap()
    {
        byte[] memory = [9, .. Memory.AsSpan(12), 9, 9, .. Memory.AsSpan(0, 12), 9];
        SharedObjectStore store = SharedObjectStore.FromMemoryMap(memory, Map(("a", 15, 12), ("b", 1, 12)));
        Assert.Equal(1, store.Get("a")["x"]);
        Assert.Equal(2, store.Get("b")["y"]);
        Assert.Contains("Object 'c' (index 10, size 8) overlaps object 'b' (index 0, size 12)", Refused(("c", 10, 8), ("b", 0, 12)).Message);
        Assert.Contains("overlaps", Refused(("a", 0, 12), ("same", 0, 12)).Message);
    }

    [Fact]
    public void A_map_that_names_one_large_document_many_times_costs_no_time()
    {
        byte[] memory = SharedObject.FromObject(new BsonDocument("t", new string('é', 7_000_000))).Raw.ToArray();
        var map = new MemoryMap(Enumerable.Range(0, 20_000).Select(i => KeyValuePair.Create($"{i}", new MemoryBounds(0, memory.Length))));
        long start = Stopwatch.GetTimestamp();
        Assert.Throws<StoreFormatException>(() => SharedObjectStore.FromMemoryMap(memory, map));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void No_single_changed_byte_does_more_than_throw()
    {
        (int read, int refused) = (0, 0);
        for (int position = 0; position < Memory.Length; position++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] changed = [.. Memory];
                changed[position] = (byte)value;
                try
                {
                    SharedObjectStore store = SharedObjectStore.FromMemoryMap(changed, Map(("a", 0, 12), ("b", 12, 12)));
                    Assert.Single(store.Get("a"));
                    Assert.Single(store.Get("b"));
                    read++;
                }
                catch (Exception e) when (e is StoreFormatException or BsonFormatException)
                {
                    Assert.NotEmpty(e.Message);
                    refused++;
                }
            }
        }

        // Each tenth at least.
        Assert.True(read > Memory.Length * 25 && refused > Memory.Length * 25, $"{read} read, {refused} refused");
    }

    private static StoreFormatException Refused(params (string Key, int Index, int Size)[] entries) =>
        Assert.Throws<StoreFormatException>(() => SharedObjectStore.FromMemoryMap(Memory, Map(entries)));

    private static MemoryMap Map(params (string Key, int Index, int Size)[] entries) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Key, new MemoryBounds(entry.Index, entry.Size))));
}
