namespace ShmStore.Instructions;

/// <summary>Something whose instructions are counted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Baseline">The operation that it is compared with; its own name for none.</param>
/// <param name="Run">Does it so many times.</param>
internal sealed record Operation(string Name, string Baseline, Action<int> Run)
{
    /// <summary>An operation that others are compared with.</summary>
    public Operation(string name, Action<int> run)
        : this(name, name, run)
    {
    }
}
