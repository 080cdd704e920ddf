namespace ShmStore.Layout;

/// <summary>The 64-bit word by which several writers take turns.</summary>
/// <remarks>
/// <code>
/// bits  0–7   owner: its seat plus one; 0 when it is nobody's turn
/// bit   8     contended: somebody sleeps until the turn ends
/// bit   9     unrepaired: the last owner died during its turn, and what it left is not repaired yet
/// bits 10–63  number of the turn: one more with each turn and each take-over
/// </code>
/// The low half is what writers sleep on. The number cannot come round in practice, so a word that is seen twice is the same turn.
/// </remarks>
internal readonly record struct TurnWord(ulong Word)
{
    private const ulong OwnerMask = 0xFF;
    private const ulong ContendedBit = 1 << 8;
    private const ulong UnrepairedBit = 1 << 9;
    private const int NumberShift = 10;

    /// <summary>True when it is nobody's turn.</summary>
    public bool IsFree => (Word & OwnerMask) == 0;

    /// <summary>Seat of the owner; -1 for none.</summary>
    public int Owner => (int)(Word & OwnerMask) - 1;

    /// <summary>Somebody sleeps until the turn ends.</summary>
    public bool IsContended => (Word & ContendedBit) != 0;

    /// <summary>What a dead writer left is not repaired yet.</summary>
    public bool IsUnrepaired => (Word & UnrepairedBit) != 0;

    /// <summary>Number of the turn.</summary>
    public ulong Number => Word >> NumberShift;

    /// <summary>The word when somebody sleeps on it.</summary>
    public TurnWord Contended => new(Word | ContendedBit);

    /// <summary>The word after the repair.</summary>
    public TurnWord Repaired => new(Word & ~UnrepairedBit);

    /// <summary>The word after the turn.</summary>
    public TurnWord Ended => new(Word & ~(OwnerMask | ContendedBit));

    /// <summary>The word of the next turn, which is a seat's.</summary>
    public TurnWord NextOf(int seat) => new(((Number + 1) << NumberShift) | (Word & (ContendedBit | UnrepairedBit)) | ((ulong)seat + 1));

    /// <summary>The word of the next turn, when the owner of this one has died.</summary>
    public TurnWord TakenOverBy(int seat) => new(NextOf(seat).Word | UnrepairedBit);

    /// <summary>True for two words of the same turn of the same owner, whatever their flags.</summary>
    public bool IsSameTurn(TurnWord other) => ((Word ^ other.Word) & ~(ContendedBit | UnrepairedBit)) == 0;
}
