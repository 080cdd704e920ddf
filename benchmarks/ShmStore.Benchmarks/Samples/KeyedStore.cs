using System.Globalization;

namespace ShmStore.Benchmarks.Samples;

/// <summary>The store whose map is measured.</summary>
[SharedStore]
public partial class KeyedStore
{
    /// <summary>The characters of a key of ten million, such as <c>account:0000123</c>.</summary>
    internal const int KeyLength = 15;

    /// <summary>Objects under keys.</summary>
    public partial SharedMap<string, Account> Accounts { get; }

    /// <summary>Objects under numbers.</summary>
    public partial SharedMap<int, Account> Numbers { get; }

    /// <summary>Objects under long texts.</summary>
    public partial SharedMap<string, Account> Texts { get; }

    /// <summary>So many objects have been set, from the first on, while the store is built.</summary>
    public partial SharedAtomic<long> Built { get; }

    /// <summary>Writes the key of an object among ten million.</summary>
    internal static void WriteKey(int number, Span<char> key) => key.TryWrite(CultureInfo.InvariantCulture, $"account:{number:D7}", out _);
}
