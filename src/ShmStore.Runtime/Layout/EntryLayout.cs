namespace ShmStore.Layout;

/// <summary>What stands between the header and the document of a map entry's block: whose it is, and its key.</summary>
/// <remarks>
/// <code>
/// 16        18          20                     20 + n
/// | map u16 | n u16     | key, n bytes         | document …
/// </code>
/// If the highest bit of n's word is set, the time when the entry expires stands before the key: i64, milliseconds since 1970-01-01 UTC.
/// </remarks>
internal static class EntryLayout
{
    /// <summary>Bytes before the key, behind the block's header.</summary>
    public const int PrologueLength = 4;

    /// <summary>Bytes of the time of expiry.</summary>
    public const int ExpiryLength = 8;

    /// <summary>Set in the prologue's word when the entry expires.</summary>
    public const uint ExpiresFlag = 0x8000_0000;

    /// <summary>Highest number of a key of the schema that can be a map.</summary>
    public const int MaximumMap = ushort.MaxValue;

    /// <summary>Longest key.</summary>
    public const int MaximumKey = 0x7FFF;

    /// <summary>Longest of everything before the document.</summary>
    public const int MaximumPrologue = PrologueLength + ExpiryLength + MaximumKey;

    /// <summary>Bytes of an entry's block that are read before its own key is known: the block's header, and the prologue with a time, whether it has one or not. The smallest block is larger.</summary>
    public const int BytesBeforeAnyKey = BlockLayout.HeaderLength + PrologueLength + ExpiryLength;

    private const int KeyLengthShift = 16;

    /// <summary>The prologue's word.</summary>
    public static uint Word(int map, int keyLength) => (uint)map | ((uint)keyLength << KeyLengthShift);

    /// <summary>Bytes between the block's header and the key.</summary>
    public static int BytesBeforeKey(uint word) => PrologueLength + (int)(word / ExpiresFlag * ExpiryLength);

    /// <summary>Bytes of the key.</summary>
    public static int KeyLength(uint word) => (int)((word & ~ExpiresFlag) >> KeyLengthShift);

    /// <summary>Bytes between the block's header and the document.</summary>
    public static int BytesBeforeDocument(uint word) => BytesBeforeKey(word) + KeyLength(word);

    /// <summary>Number of the map's key in the schema.</summary>
    public static int Map(uint word) => (ushort)word;
}
