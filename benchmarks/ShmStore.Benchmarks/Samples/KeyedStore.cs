namespace ShmStore.Benchmarks.Samples;

/// <summary>The store whose map is measured.</summary>
[SharedStore]
public partial class KeyedStore
{
    /// <summary>Objects under keys.</summary>
    public partial SharedMap<string, Account> Accounts { get; }
}
