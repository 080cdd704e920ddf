using System.Buffers.Binary;
using System.Numerics;

namespace ShmStore.Layout;

/// <summary>The checksum of a block, in its last 4 bytes: CRC-32C (Castagnoli, as in iSCSI) of its owner and of all bytes before the checksum.</summary>
/// <remarks>
/// The owner tells whose block it is where the block itself does not: after a power failure a slot of before can name a block that was used for another key since. Blocks of indexes have no checksum: their
/// words change one by one.
/// </remarks>
internal static class BlockChecksum
{
    /// <summary>Bytes of the checksum.</summary>
    public const int Length = sizeof(uint);

    /// <summary>Computes it. O(length).</summary>
    /// <param name="word">Offset of the word that names the block.</param>
    /// <param name="heap">Offset of the heap: blocks that words in it name are entries of maps, which say themselves whose they are.</param>
    /// <param name="version">The version the block has, or is about to get.</param>
    /// <param name="block">The whole block; its version and its last 4 bytes do not count.</param>
    public static uint Of(long word, long heap, long version, ReadOnlySpan<byte> block)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, (ulong)(word < heap ? word : 0));
        crc = BitOperations.Crc32C(crc, (ulong)version);
        ReadOnlySpan<byte> rest = block[BlockLayout.LengthOffset..^Length];
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(rest));

        // Blocks are multiples of 16, so 4 bytes are left.
        return ~BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt32LittleEndian(rest));
    }

    /// <summary>The checksum that stands in a block.</summary>
    public static uint In(ReadOnlySpan<byte> block) => BinaryPrimitives.ReadUInt32LittleEndian(block[^Length..]);
}
