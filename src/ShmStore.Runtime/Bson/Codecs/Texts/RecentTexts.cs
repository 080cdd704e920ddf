using System.Numerics;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>
/// Short ASCII texts that were read lately. Objects that are read again, and members with few different values, get the same strings again: comparing one with the bytes costs less than allocating and
/// filling another, and the collector has less to do.
/// </summary>
/// <remarks>Thread-safe. Threads mostly have different tables, so that those who read new texts do not take cache lines from each other.</remarks>
internal static class RecentTexts
{
    /// <summary>Longer texts seldom repeat, and would be much to keep.</summary>
    public const int LongestText = 64;

    private const int MostTables = 64;
    private const int TablesForProcessor = 4;

    // Stacks are about a megabyte, and mostly used at their upper end.
    private const int StackBits = 20;

    private static readonly TextTable?[] Tables =
        new TextTable?[BitOperations.RoundUpToPowerOf2((uint)Math.Min(TablesForProcessor * Environment.ProcessorCount, MostTables))];

    /// <summary>The text as a string: one read before, or a new one. Takes time as long as the text is.</summary>
    /// <returns>Null if a byte is not ASCII.</returns>
    public static string? Get(ReadOnlySpan<byte> bytes)
    {
        if ((uint)(bytes.Length - 1) >= LongestText)
            return AsciiText.TryWiden(bytes);
        ref TextTable? place = ref Table();
        TextTable table = place ?? NewTable(ref place);
        return table.Rests() ? AsciiText.TryWiden(bytes) : table.Get(bytes);
    }

    // By where the caller's stack is: asking which thread this is would be a call, and saving registers for it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe ref TextTable? Table()
    {
        byte here;
        ulong stack = (ulong)&here >> StackBits;
        TextTable?[] tables = Tables;
        return ref tables[(int)BitOperations.Crc32C(0, stack) & (tables.Length - 1)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TextTable NewTable(ref TextTable? place) => place = new TextTable();
}
