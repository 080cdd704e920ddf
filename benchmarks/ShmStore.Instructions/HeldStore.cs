using ShmStore.Benchmarks.Samples;

namespace ShmStore.Instructions;

/// <summary>The store whose entries are counted.</summary>
[SharedStore]
public partial class HeldStore
{
    /// <summary>A flat object.</summary>
    public partial SharedEntry<Account> Account { get; }

    /// <summary>A nested object.</summary>
    public partial SharedEntry<Portfolio> Portfolio { get; }
}
