using System.Buffers;
using System.Buffers.Binary;
using MemoryPack;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>What stores of bytes hold: MemoryPack, the fastest serialiser there is, of which one member can be read without the rest. For one thread.</summary>
internal static class AccountBytes
{
    /// <summary>Where the member stands: a byte that counts the members, and four numbers of four bytes are before it.</summary>
    public const int DeltaOffset = 1 + 4 * sizeof(int);

    private static readonly ArrayBufferWriter<byte> Buffer = new(1024);

    /// <summary>The bytes of an object, until the next call.</summary>
    public static ReadOnlyMemory<byte> Of(Account value)
    {
        Buffer.ResetWrittenCount();
        MemoryPackSerializer.Serialize(Buffer, value);
        return Buffer.WrittenMemory;
    }

    /// <summary>The object in these bytes.</summary>
    public static Account Read(ReadOnlySpan<byte> bytes) => MemoryPackSerializer.Deserialize<Account>(bytes)!;

    /// <summary>The member of the object in these bytes.</summary>
    public static long Delta(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes[DeltaOffset..]);

    /// <summary>Writes the bytes of the member.</summary>
    public static void WriteDelta(long delta, Span<byte> destination) => BinaryPrimitives.WriteInt64LittleEndian(destination, delta);
}
