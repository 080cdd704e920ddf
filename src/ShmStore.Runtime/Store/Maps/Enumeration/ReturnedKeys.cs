using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Store.Maps;

/// <summary>The bytes of the keys that a pass has returned, one after the other: copied, so that they are there when their entries are not any more, and cheaper than keys. Not thread-safe.</summary>
internal sealed class ReturnedKeys : IDisposable
{
    private const int LengthBytes = sizeof(ushort);
    private const int SmallestBuffer = 16 * 1024;

    private byte[] _bytes = [];
    private int _last;
    private int _end;

    /// <summary>The key that was noted last.</summary>
    public ReadOnlySpan<byte> Last => KeyAt(_last);

    /// <summary>Notes a key.</summary>
    public void Note(ReadOnlySpan<byte> key)
    {
        int length = key.Length;
        _last = _end;
        int end = _end + LengthBytes + length;
        if (end > _bytes.Length)
            Lengthen(end);

        // Most keys are short, and a call of the library's copy is three times the work of copying two words that may overlap. There is room for all of the key behind its length, as was just seen to.
        ref byte start = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), _last);
        ref byte to = ref Unsafe.Add(ref start, LengthBytes), from = ref MemoryMarshal.GetReference(key);
        Unsafe.WriteUnaligned(ref start, (ushort)length);
        if (length is >= sizeof(ulong) and <= 2 * sizeof(ulong))
        {
            Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<ulong>(ref from));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, length - sizeof(ulong)), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, length - sizeof(ulong))));
        }
        else
        {
            key.CopyTo(_bytes.AsSpan(_last + LengthBytes));
        }

        _end = end;
    }

    /// <summary>Takes the last key back: it may have been torn bytes, or is not to be returned.</summary>
    public void TakeBack() => _end = _last;

    /// <summary>Forgets all keys.</summary>
    public void Clear() => _last = _end = 0;

    /// <summary>Adds the keys to a set.</summary>
    /// <param name="keys">The set.</param>
    /// <param name="map">Name of the map, for messages.</param>
    /// <param name="withLast">Whether to add the last one too.</param>
    /// <exception cref="StoreFormatException">One of them is not a key of this type.</exception>
    public void AddTo<TKey>(HashSet<TKey> keys, string map, bool withLast)
    {
        int end = withLast ? _end : _last;
        for (int start = 0; start < end; start += LengthBytes + KeyAt(start).Length)
            keys.Add(MapKeyOf<TKey>.Decode(KeyAt(start), map));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Return();
        _bytes = [];
        Clear();
    }

    private ReadOnlySpan<byte> KeyAt(int start) => _bytes.AsSpan(start + LengthBytes, MemoryMarshal.Read<ushort>(_bytes.AsSpan(start)));

    private void Lengthen(int end)
    {
        byte[] longer = ArrayPool<byte>.Shared.Rent(Math.Max(2 * end, SmallestBuffer));
        _bytes.AsSpan(0, _end).CopyTo(longer);
        Return();
        _bytes = longer;
    }

    private void Return()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
    }
}
