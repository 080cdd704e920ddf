using System.Buffers;
using MemoryPack;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>One object in a mapped file under a sequence lock: odd while it is written. The reader copies the bytes out before it looks again, because MemoryPack must not see torn bytes.</summary>
internal sealed unsafe class SequenceLockFile : IDisposable
{
    private const int LengthOffset = sizeof(long);
    private const int DataOffset = 2 * sizeof(long);

    private readonly MappedFile _file = new();
    private readonly ArrayBufferWriter<byte> _buffer = new(MappedFile.Length);
    private readonly byte[] _copy = new byte[MappedFile.Length];

    private ref long Sequence => ref *(long*)_file.Start;

    private ref int Length => ref *(int*)(_file.Start + LengthOffset);

    private Span<byte> Data => new(_file.Start + DataOffset, MappedFile.Length - DataOffset);

    /// <summary>Writes an object.</summary>
    public long Write(Account value)
    {
        _buffer.ResetWrittenCount();
        MemoryPackSerializer.Serialize(_buffer, value);
        long sequence = Sequence;
        Sequence = sequence + 1;
        Volatile.WriteBarrier();
        Length = _buffer.WrittenCount;
        _buffer.WrittenSpan.CopyTo(Data);
        Volatile.Write(ref Sequence, sequence + 2);
        return sequence;
    }

    /// <summary>Reads the object.</summary>
    public Account Read()
    {
        while (true)
        {
            long sequence = Volatile.Read(ref Sequence);
            int length = Length;
            if ((sequence & 1) == 0 && (uint)length <= (uint)Data.Length)
            {
                Data[..length].CopyTo(_copy);
                Volatile.ReadBarrier();
                if (Sequence == sequence)
                    return MemoryPackSerializer.Deserialize<Account>(_copy.AsSpan(0, length))!;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
