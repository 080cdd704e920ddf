namespace ShmStore.Layout;

/// <summary>The slot table: one 64-bit word per key, each on a cache line of its own.</summary>
/// <remarks>A slot holds the offset of the key's current block, or 0 when the key was never set.</remarks>
internal static class SlotLayout
{
    /// <summary>Bytes from one slot to the next.</summary>
    public const int Stride = 64;

    /// <summary>Index of the slot of the schema document.</summary>
    public const int SchemaSlot = 0;

    /// <summary>Index of a slot that is always empty, for keys the store does not have.</summary>
    public const int EmptySlot = 1;

    /// <summary>Index of the slot of the first key; key i stands in slot <c>FirstKeySlot + i</c>.</summary>
    public const int FirstKeySlot = 2;
}
