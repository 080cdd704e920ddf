namespace ShmStore.Store.Turns;

/// <summary>What has to be done when a turn begins.</summary>
internal enum TurnStart
{
    /// <summary>Nothing: the last turn was this writer's too.</summary>
    SameWriter,

    /// <summary>Others have written since: what this writer knows of the store is out of date.</summary>
    OtherWriter,

    /// <summary>A writer has died during its turn: what it left has to be repaired.</summary>
    Unrepaired,
}
