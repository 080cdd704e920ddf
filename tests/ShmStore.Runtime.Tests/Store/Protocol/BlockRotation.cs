using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Memory.Linux;

namespace ShmStore.Tests.Store.Protocol;

/// <summary>
/// A writer with as few blocks as there can be: two keys and one spare block, so that a block is reused by the other key at once. Its values are words that are all the same
/// number, which tells the key, so that whatever a read must not return shows.
/// </summary>
internal sealed unsafe class BlockRotation : IDisposable
{
    /// <summary>Number of keys.</summary>
    public const int Keys = 2;

    /// <summary>Words of a document, all of them in its fixed prefix.</summary>
    public const int Words = 48;

    private const int BlockSize = 512;
    private const long FirstBlock = 4096;

    private readonly Queue<long> _free = new();
    private readonly bool _invalidates;
    private long _published;
    private long _version;

    /// <summary>Makes the blocks and sets every key once.</summary>
    /// <param name="invalidates">False for a broken writer, which leaves the old version in a block while it overwrites it.</param>
    public BlockRotation(bool invalidates)
    {
        _invalidates = invalidates;
        Region = new LinuxRegionProvider().CreatePrivate(1 << 16, 1 << 16);
        for (int i = 0; i <= Keys; i++)
            _free.Enqueue(FirstBlock + (i * BlockSize));
        WriteAll();
    }

    /// <summary>The memory.</summary>
    public Region Region { get; }

    /// <summary>The last number that all keys have reached.</summary>
    public long Published => Volatile.Read(ref _published);

    /// <summary>Address of a key's slot.</summary>
    public long* SlotOf(int key) => (long*)(Region.Origin + (key * SlotLayout.Stride));

    /// <summary>Sets every key to its next value.</summary>
    public void WriteAll()
    {
        long number = _published + 1;
        for (int key = 0; key < Keys; key++)
            Write(key, (number * Keys) + key);
        Volatile.Write(ref _published, number);
    }

    /// <summary>What is wrong with a document that was read as a key's; null when nothing is.</summary>
    /// <param name="document">The bytes.</param>
    /// <param name="key">Of which key.</param>
    /// <param name="notBefore">What was <see cref="Published"/> before the read began.</param>
    public static string? Check(ReadOnlySpan<byte> document, int key, long notBefore)
    {
        if (document.Length != Words * sizeof(long))
            return $"{document.Length} bytes";
        ReadOnlySpan<long> words = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(document);
        long first = words[0];
        if (words.IndexOfAnyExcept(first) >= 0)
            return "torn";
        if (first % Keys != key)
            return "another key's";
        return first / Keys < notBefore ? "older than what was published before" : null;
    }

    /// <inheritdoc/>
    public void Dispose() => Region.Dispose();

    private void Write(int key, long value)
    {
        long block = _free.Dequeue();
        var header = new BlockHeader(Region.Origin + block);
        if (_invalidates)
            header.Invalidate();
        header.Length = Words * sizeof(long);
        header.Meta = Words * sizeof(long);
        new Span<long>(header.Document, Words).Fill(value);
        Volatile.Write(ref header.Version, ++_version);
        long replaced = *SlotOf(key);
        Volatile.Write(ref *SlotOf(key), block);
        if (replaced != 0)
            _free.Enqueue(replaced);
    }
}
