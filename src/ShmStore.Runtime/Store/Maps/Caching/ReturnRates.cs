namespace ShmStore.Store.Maps.Caching;

/// <summary>How many of the entries that were evicted come back while they are remembered: of those that left the small queue, and of those that left the main one. In one word that writers share. For who holds the gate.</summary>
/// <remarks>
/// Of what is used a few times within a short while and never again, many are set again that have left the small queue too early, and few of those that were evicted from the main queue, as they are done with. Where some keys are used more than
/// others all the time, or all in turn, those of the main queue come back as often.
/// </remarks>
internal static class ReturnRates
{
    // Each rate is 16 bits, that of the small queue the lower ones: 65536 would be all of them. An eviction takes a 256th of it away, and a return adds one of 256: so it is of some 256 evictions.
    private const int Bits = 16;
    private const int WeightLog = 8;
    private const int OneOfAll = 1 << (Bits - WeightLog);
    private const int Quarter = 1 << (Bits - 2);

    /// <summary>An entry was evicted.</summary>
    public static void NoteEviction(ref long rates, Ghost ghost)
    {
        int rate = Of(rates, ghost);
        Set(ref rates, ghost, rate - (rate >> WeightLog));
    }

    /// <summary>An entry that was evicted was set again.</summary>
    public static void NoteReturn(ref long rates, Ghost ghost) => Set(ref rates, ghost, Math.Min(Of(rates, ghost) + OneOfAll, ushort.MaxValue));

    /// <summary>Whether those that leave the small queue come back much more often than those that leave the main one: more than every fourth, and half as often again.</summary>
    public static bool FavourNew(long rates)
    {
        int ofNew = Of(rates, Ghost.OfNew);
        return ofNew > Quarter && 2 * ofNew > 3 * Of(rates, Ghost.OfOld);
    }

    private static int Of(long rates, Ghost ghost) => (ushort)(rates >> ShiftOf(ghost));

    private static void Set(ref long rates, Ghost ghost, int rate) =>
        rates = (rates & ~((long)ushort.MaxValue << ShiftOf(ghost))) | ((long)rate << ShiftOf(ghost));

    private static int ShiftOf(Ghost ghost) => ghost == Ghost.OfOld ? Bits : 0;
}
