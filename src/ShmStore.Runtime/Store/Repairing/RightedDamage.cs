namespace ShmStore.Store.Repairing;

/// <summary>Says of damage that cost nothing that it is no more: whoever is told of damage is told what became of it.</summary>
internal static class RightedDamage
{
    /// <summary>Adds what was found and no change is about, neither by its place nor by its key.</summary>
    public static void Add(StoreReport found, FindingList changes)
    {
        StoreFinding[] known = changes.ToArray();
        var places = known.Select(static change => change.Offset).Where(static offset => offset is not null).ToHashSet();
        var keys = known.Select(static change => change.Key).Where(static key => key is not null).ToHashSet();
        foreach (StoreFinding finding in found.Findings)
        {
            if (finding.Severity == StoreFindingSeverity.Damage && !places.Contains(finding.Offset) && !keys.Contains(finding.Key))
                changes.Note(finding.Area, finding.Offset, finding.Key, $"put right: {finding.Message}");
        }
    }
}
