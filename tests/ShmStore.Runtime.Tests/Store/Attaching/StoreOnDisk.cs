using System.Runtime.InteropServices;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>A small store in a file, to be damaged and attached to.</summary>
internal sealed class StoreOnDisk : IDisposable
{
    private readonly TestFolder _folder = new();

    /// <summary>Makes a store in which A is <c>Sample.Of(1)</c> and B is <c>Sample.Of(2, 1000)</c>, and closes it.</summary>
    public StoreOnDisk(long maximumSize = 4 * 1024 * 1024)
    {
        Path = _folder.File("store.shm");
        using var writer = SampleWriter.Open(Path, new StoreOptions { MaximumSize = maximumSize });
        writer.A.Set(Sample.Of(1));
        writer.B.Set(Sample.Of(2, 1000));
    }

    /// <summary>Path of the store.</summary>
    public string Path { get; }

    /// <summary>Path of another file in the same folder.</summary>
    public string Beside(string name) => _folder.File(name);

    /// <summary>A word of the file.</summary>
    public T Peek<T>(long offset)
        where T : unmanaged
    {
        using var file = File.OpenHandle(Path);
        var value = new T[1];
        RandomAccess.Read(file, MemoryMarshal.AsBytes(value.AsSpan()), offset);
        return value[0];
    }

    /// <summary>Changes a word of the file.</summary>
    public void Poke<T>(long offset, T value)
        where T : unmanaged => Poke(Path, offset, value);

    /// <summary>Changes a word of any file.</summary>
    public static void Poke<T>(string path, long offset, T value)
        where T : unmanaged
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.Write(file, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)), offset);
    }

    /// <summary>Headers of large blocks, each of which could be one of an entry of the first map.</summary>
    public static byte[] ManyHeaders(int length, int count)
    {
        // What follows the header is the next one: the key has one byte.
        long version = EntryLayout.Word(0, keyLength: 1);
        var meta = new BlockMeta(0, SizeClasses.Of(BlockLayout.HeaderLength + EntryLayout.PrologueLength + 1 + length));
        byte[] header = [.. BitConverter.GetBytes(version), .. BitConverter.GetBytes(length), .. BitConverter.GetBytes(meta.Word)];
        return [.. Enumerable.Repeat(header, count).SelectMany(static bytes => bytes)];
    }

    /// <summary>Offset of a slot.</summary>
    public long SlotAt(int slot) => Peek<long>(HeaderLayout.SlotsOffset) + ((long)slot * SlotLayout.Stride);

    /// <summary>Offset of the block a slot names.</summary>
    public long BlockOf(int slot) => Peek<long>(SlotAt(slot));

    /// <summary>Asserts that the store as it is can be written, read and attached to again.</summary>
    public void AssertUsable()
    {
        using (var writer = SampleWriter.Open(Path))
        {
            Assert.Equal(Sample.Of(1), writer.A.Value);
            Assert.Equal(Sample.Of(2, 1000), writer.B.Value);
            long version = writer.Version;
            Assert.True(writer.C.Set(Sample.Of(3, 5000)) > version);
        }

        using var reader = SampleStore.Open(Path);
        Assert.Equal(Sample.Of(1), reader.A.Value);
        Assert.Equal(Sample.Of(3, 5000), reader.C.Value);
        SampleWriter.Open(Path).Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
