using System.Numerics;

namespace ShmStore.Benchmarks.Samples;

/// <summary>
/// The keys of a keyed workload, and the orders in which they are used. The strings exist before anything is measured, and lie in memory in the order of their use: a key that has just arrived is in a cache. They
/// are not the instances that a dictionary holds: a key that arrives never is.
/// </summary>
internal sealed class KeySet
{
    private const int OrderAtLeast = 16 * 1024;
    private const int SpareAtMost = 16 * 1024;
    private const int Seed = 20_260;

    /// <summary>Makes the keys of so many objects.</summary>
    public KeySet(int count)
    {
        var random = new Random(Seed);
        int[] numbers = [.. Enumerable.Range(0, count)];
        random.Shuffle(numbers);
        Count = count;
        string[] shuffled = [.. numbers.Select(KeyedItems.KeyOf)];
        Order = OrderOf(shuffled, random);
        Removable = shuffled[..PowerOfTwoAtMost(count)];
        Spare = [.. Enumerable.Range(count, PowerOfTwoAtMost(Math.Min(count, SpareAtMost))).Select(KeyedItems.KeyOf)];
        random.Shuffle(Spare);
    }

    /// <summary>How many objects are held.</summary>
    public int Count { get; }

    /// <summary>Keys in random order, each before any a second time; as many as a power of two, more than caches hold the objects of.</summary>
    public string[] Order { get; }

    /// <summary>Keys in random order, each once; as many as a power of two.</summary>
    public string[] Removable { get; }

    /// <summary>Keys of no object, in random order, each once; as many as a power of two.</summary>
    public string[] Spare { get; }

    /// <summary>The objects under these keys, in the order of their numbers: not the order of reading.</summary>
    public IEnumerable<KeyValuePair<string, Account>> Items => KeyedItems.Of(Count);

    /// <summary>The key of a turn.</summary>
    public static string At(string[] keys, int turn) => keys[turn & (keys.Length - 1)];

    private static string[] OrderOf(string[] shuffled, Random random)
    {
        string[] order = new string[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(shuffled.Length, OrderAtLeast))];
        string[] again = [.. shuffled];
        for (int start = 0; start < order.Length; start += again.Length)
        {
            again.AsSpan(0, Math.Min(again.Length, order.Length - start)).CopyTo(order.AsSpan(start));
            random.Shuffle(again);
        }

        return order;
    }

    private static int PowerOfTwoAtMost(int count) => 1 << int.Log2(count);
}
