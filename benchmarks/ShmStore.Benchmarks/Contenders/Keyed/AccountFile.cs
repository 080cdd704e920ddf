using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>Objects and their keys one after the other in a file: what a process loads that keeps them in a dictionary.</summary>
internal static class AccountFile
{
    private const int BufferBytes = 1024 * 1024;

    /// <summary>Writes the file.</summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Account>> items)
    {
        using var writer = new BinaryWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes));
        foreach ((string key, Account value) in items)
        {
            ReadOnlyMemory<byte> bytes = AccountBytes.Of(value);
            writer.Write(key);
            writer.Write(bytes.Length);
            writer.Write(bytes.Span);
        }
    }

    /// <summary>Reads the file, object by object.</summary>
    public static IEnumerable<KeyValuePair<string, Account>> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        using var reader = new BinaryReader(file);
        byte[] bytes = new byte[1024];
        for (long end = file.Length; file.Position < end;)
        {
            string key = reader.ReadString();
            int length = reader.ReadInt32();
            file.ReadExactly(bytes, 0, length);
            yield return KeyValuePair.Create(key, AccountBytes.Read(bytes.AsSpan(0, length)));
        }
    }
}
