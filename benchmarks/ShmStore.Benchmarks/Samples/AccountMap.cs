using System.Globalization;

namespace ShmStore.Benchmarks.Samples;

/// <summary>The store that is built with many objects.</summary>
[SharedStore]
public partial class AccountMap
{
    /// <summary>The characters of a key, such as <c>account:0000123</c>.</summary>
    internal const int KeyLength = 15;

    /// <summary>The objects.</summary>
    public partial SharedMap<string, Account> Accounts { get; }

    /// <summary>So many objects have been set, from the first on.</summary>
    public partial SharedAtomic<long> Built { get; }

    /// <summary>Writes the key of an object.</summary>
    internal static void WriteKey(int number, Span<char> key) => key.TryWrite(CultureInfo.InvariantCulture, $"account:{number:D7}", out _);
}
