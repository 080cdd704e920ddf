using System.Buffers.Binary;

namespace ShmStore.Tests.Bson.Model;

/// <summary>Deeper documents than MongoDB.Bson writes.</summary>
internal static class Nested
{
    private static readonly byte[] Head = [3, .. "Next\0"u8];

    /// <summary>A document that holds only itself one level smaller, under "Next".</summary>
    public static byte[] Document(int levels)
    {
        int step = sizeof(int) + Head.Length;
        byte[] document = new byte[((levels - 1) * (step + 1)) + 5];
        for (int level = 0; level < levels; level++)
        {
            Span<byte> inner = document.AsSpan(level * step, document.Length - (level * (step + 1)));
            BinaryPrimitives.WriteInt32LittleEndian(inner, inner.Length);
            if (level < levels - 1)
                Head.CopyTo(inner[sizeof(int)..]);
        }
        return document;
    }
}
