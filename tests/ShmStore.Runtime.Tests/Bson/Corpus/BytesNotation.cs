using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>
/// Bytes in a notation that can be read and written by hand, its parts divided by spaces: <c>0F</c> is a byte, <c>#5</c> a 32-bit
/// number, <c>'x'</c> text, <c>a:</c> text with a closing zero (a name), and <c>[ … ]</c> a document, whose length and closing zero are added.
/// </summary>
internal static class BytesNotation
{
    /// <summary>The bytes of a text in the notation.</summary>
    /// <exception cref="FormatException">It is not in the notation.</exception>
    public static byte[] Parse(string text)
    {
        var bytes = new List<byte>();
        var starts = new Stack<int>();
        foreach (string part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "[")
            {
                starts.Push(bytes.Count);
                bytes.AddRange(new byte[sizeof(int)]);
            }
            else if (part == "]")
            {
                bytes.Add(0);
                int start = starts.Pop();
                BitConverter.GetBytes(bytes.Count - start).CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes)[start..]);
            }
            else
            {
                bytes.AddRange(Simple(part));
            }
        }
        return starts.Count == 0 ? [.. bytes] : throw new FormatException($"A document in '{text}' has no end.");
    }

    /// <summary>The bytes with another 32-bit number in one place.</summary>
    public static byte[] With(this byte[] bytes, int position, int number)
    {
        byte[] changed = [.. bytes];
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(position), number);
        return changed;
    }

    /// <summary>Bytes in the notation, for putting them into a larger text of it.</summary>
    public static string Hex(params ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte value in bytes)
            text.Append(CultureInfo.InvariantCulture, $"{value:X2} ");
        return text.ToString();
    }

    private static byte[] Simple(string part) => part[0] switch
    {
        '#' => BitConverter.GetBytes(int.Parse(part.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        '\'' => Encoding.UTF8.GetBytes(part[1..^1]),
        _ when part[^1] == ':' => [.. Encoding.UTF8.GetBytes(part[..^1]), 0],
        _ => [byte.Parse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)],
    };
}
