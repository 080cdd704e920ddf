using System.Buffers;
using MemoryPack;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>One object in a mapped file under a mutex that other processes can open by name.</summary>
internal sealed unsafe class NamedMutexFile : IDisposable
{
    private readonly MappedFile _file = new();
    private readonly Mutex _mutex = new(initiallyOwned: false, $"benchmark-{Environment.ProcessId}-{Guid.NewGuid():N}");
    private readonly ArrayBufferWriter<byte> _buffer = new(MappedFile.Length);

    private ref int Length => ref *(int*)_file.Start;

    private Span<byte> Data => new(_file.Start + sizeof(int), MappedFile.Length - sizeof(int));

    /// <summary>Writes an object.</summary>
    public long Write(Account value)
    {
        _buffer.ResetWrittenCount();
        MemoryPackSerializer.Serialize(_buffer, value);
        _mutex.WaitOne();
        try
        {
            Length = _buffer.WrittenCount;
            _buffer.WrittenSpan.CopyTo(Data);
        }
        finally
        {
            _mutex.ReleaseMutex();
        }

        return _buffer.WrittenCount;
    }

    /// <summary>Reads the object.</summary>
    public Account Read()
    {
        _mutex.WaitOne();
        try
        {
            return MemoryPackSerializer.Deserialize<Account>(Data[..Length])!;
        }
        finally
        {
            _mutex.ReleaseMutex();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mutex.Dispose();
        _file.Dispose();
    }
}
