using System.Globalization;

namespace ShmStore.Benchmarks.Samples;

/// <summary>Objects under keys, each with a value of its own that follows from its key.</summary>
internal static class KeyedItems
{
    private const string Prefix = "account:";
    private const long DeltaStep = 1_000_003;

    // Above, the texts of a sample would be longer.
    private const int NumbersOfOneLength = 100_000;

    /// <summary>The key of an object, such as <c>account:000123</c>.</summary>
    public static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D6}");

    /// <summary>The number of a key.</summary>
    public static int NumberOf(string key) => int.Parse(key.AsSpan(Prefix.Length), CultureInfo.InvariantCulture);

    /// <summary>The object of a number.</summary>
    public static Account ValueOf(int number) => Sample<Account>(number % NumbersOfOneLength) with { Rank = number, Delta = DeltaOf(number) };

    /// <summary>The object under a key.</summary>
    public static Account ValueOf(string key) => ValueOf(NumberOf(key));

    /// <summary>The member that is read.</summary>
    public static long DeltaOf(int number) => number * DeltaStep;

    /// <summary>The member of the object under a key.</summary>
    public static long DeltaOf(string key) => DeltaOf(NumberOf(key));

    /// <summary>The sum of the member over so many objects, modulo 2⁶⁴ as every sum here.</summary>
    public static long SumOfDeltas(int count) => unchecked(DeltaStep * ((long)count * (count - 1) / 2));

    /// <summary>So many objects, made one by one; nothing is held here.</summary>
    public static IEnumerable<KeyValuePair<string, Account>> Of(int count) =>
        Enumerable.Range(0, count).Select(static number => KeyValuePair.Create(KeyOf(number), ValueOf(number)));

    private static T Sample<T>(int number)
        where T : ISample<T> => T.Create(number);
}
