namespace ShmStore.Torture.Journals;

/// <summary>What a writer's process is doing.</summary>
internal enum ProcessState
{
    /// <summary>Starting, or waiting until it may attach.</summary>
    Starting,

    /// <summary>Writing.</summary>
    Writing,

    /// <summary>Stopped by itself at a step.</summary>
    Stopped,

    /// <summary>Stopped by itself at a step, and without its seat.</summary>
    Lost,
}
