namespace ShmStore.Benchmarks.Samples;

/// <summary>The store whose entries are measured.</summary>
[SharedStore]
public partial class BenchmarkStore
{
    /// <summary>An immutable object.</summary>
    public partial SharedEntry<Account> Account { get; }

    /// <summary>An object that must be copied for each reader.</summary>
    public partial SharedEntry<MutableAccount> Mutable { get; }
}
