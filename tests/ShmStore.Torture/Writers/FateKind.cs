namespace ShmStore.Torture.Writers;

/// <summary>What can happen to a writer.</summary>
internal enum FateKind
{
    /// <summary>It is killed at any moment, after it was stopped for a while at any other.</summary>
    DieAtRandom,

    /// <summary>It is killed at a step.</summary>
    DieAtStep,

    /// <summary>It is stopped at a step for a while.</summary>
    StopAtStep,

    /// <summary>It loses its seat at a step and is stopped until another writer has taken its turn over.</summary>
    LoseAtStep,
}
