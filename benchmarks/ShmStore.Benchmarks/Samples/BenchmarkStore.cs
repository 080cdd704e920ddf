namespace ShmStore.Benchmarks.Samples;

/// <summary>The store whose entries are measured.</summary>
[SharedStore]
public partial class BenchmarkStore
{
    /// <summary>An immutable object.</summary>
    public partial SharedEntry<Account> Account { get; }

    /// <summary>An object that must be copied for each reader.</summary>
    public partial SharedEntry<MutableAccount> Mutable { get; }

    /// <summary>An object of any size.</summary>
    public partial SharedEntry<Blob> Blob { get; }

    /// <summary>What a process that waits has seen last.</summary>
    public partial SharedAtomic<long> Seen { get; }
}
