using System.Runtime.CompilerServices;

namespace ShmStore.Memory;

/// <summary>The marks beside a region in memory of this process, shared by all attachments to it. Thread-safe.</summary>
internal sealed unsafe class PrivateMarks
{
    private readonly Lock _lock = new();
    private readonly List<byte[]> _areas = [];

    /// <summary>Makes marks.</summary>
    /// <param name="length">How many; a power of two.</param>
    /// <param name="offset">Names them for <see cref="TryOpen"/>; never 0.</param>
    /// <returns>Null if there is no memory for so many.</returns>
    public UseMarks? TryAdd(long length, out long offset)
    {
        offset = 0;
        byte[] area;
        try
        {
            area = GC.AllocateArray<byte>(checked((int)UseMarks.BytesFor(length)), pinned: true);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }

        lock (_lock)
        {
            _areas.Add(area);
            offset = _areas.Count;
        }

        return Over(area, length);
    }

    /// <summary>The marks that were made under a name; null if there are none.</summary>
    public UseMarks? TryOpen(long offset, long length)
    {
        lock (_lock)
        {
            return offset > 0 && offset <= _areas.Count && _areas[(int)offset - 1] is var area && area.Length == UseMarks.BytesFor(length) ? Over(area, length) : null;
        }
    }

    // Pinned for as long as it lives.
    private static UseMarks Over(byte[] area, long length) => new((byte*)Unsafe.AsPointer(ref area[0]), length, area);
}
