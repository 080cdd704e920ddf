namespace ShmStore.Steps.States;

/// <summary>The control: a writer that makes its stores in another order.</summary>
internal static class SwapControl
{
    /// <summary>The states with each two neighbouring stores exchanged that do not overlap, but for the first and the last state.</summary>
    /// <param name="states">The states as they were.</param>
    /// <param name="first">The first that may be exchanged with the one behind it: by 1 and by 2, all pairs are.</param>
    public static List<State> Exchange(IReadOnlyList<State> states, int first)
    {
        List<State> exchanged = [.. states];
        for (int i = first; i + 2 < exchanged.Count; i += 2)
        {
            if (exchanged[i].IsApartFrom(exchanged[i + 1]))
                (exchanged[i], exchanged[i + 1]) = (exchanged[i + 1], exchanged[i]);
        }

        return exchanged;
    }
}
