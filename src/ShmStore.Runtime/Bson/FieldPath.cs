using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ShmStore.Bson;

/// <summary>
/// Finds the name of a place in a document, as in <c>Positions[3].Name</c>. Only errors ask for it, so that reading
/// and writing carry nothing but offsets.
/// </summary>
internal static class FieldPath
{
    private const int LongestName = 100;
    private const int LongestInMessage = 120;
    private const int ShortenedPart = 40;

    /// <summary>The path of a place inside a part of a root document.</summary>
    /// <param name="part">A slice of the root document that starts <paramref name="origin"/> bytes into it.</param>
    /// <param name="origin">Where the slice starts in the root document.</param>
    /// <param name="offset">The place, from the root document's start.</param>
    /// <remarks>
    /// The bytes in front of the slice belong to the same root: views are only made by slicing, and only they and
    /// their elements hold origins.
    /// </remarks>
    public static string Locate(ReadOnlySpan<byte> part, int origin, int offset)
    {
        ref byte root = ref Unsafe.Subtract(ref MemoryMarshal.GetReference(part), origin);
        return Locate(MemoryMarshal.CreateReadOnlySpan(ref root, origin + part.Length), offset);
    }

    /// <summary>The path of a place in a document, which may be damaged, or unfinished with zero for its open lengths.</summary>
    /// <returns>The names down to the element that holds the place; empty for the root itself.</returns>
    public static string Locate(ReadOnlySpan<byte> root, int offset)
    {
        var path = new StringBuilder();
        int position = sizeof(int);
        int end = root.Length;
        int level = 0;
        bool inArray = false;
        while (position <= offset && position < end && level <= BsonLimits.DepthCeiling)
        {
            byte type = root[position];
            int nameLength = root[(position + 1)..].IndexOf((byte)0);
            if (nameLength < 0)
                break;
            int value = position + 1 + nameLength + 1;
            int size = ElementSize.Measure(type, root[value..]);
            if (size >= 0 && offset >= value + size)
            {
                position = value + size;
                continue;
            }
            // A terminator belongs to the document, not to an element.
            if (type == 0)
                break;
            Append(path, root.Slice(position + 1, nameLength), inArray);
            position = NestedStart(type, root, value);
            if (position < 0)
                break;
            // Its terminator is no element; where that is stays unknown while the length is damaged or still open.
            if (size >= 0)
                end = value + size - 1;
            inArray = type == (byte)ElementType.Array;
            level++;
        }
        return path.ToString();
    }

    /// <summary>A path with one more name.</summary>
    public static string Join(string path, scoped ReadOnlySpan<byte> name)
    {
        var joined = new StringBuilder(path);
        Append(joined, name, inArray: false);
        return joined.ToString();
    }

    /// <summary>A path as a message has it: of a very long one, as that of a cycle is, the beginning and the end.</summary>
    public static string Shorten(string path)
    {
        if (path.Length <= LongestInMessage)
            return path;
        int head = path.LastIndexOf('.', ShortenedPart);
        int tail = path.IndexOf('.', path.Length - ShortenedPart);
        return $"{path[..(head < 0 ? ShortenedPart : head)]} … {path[(tail < 0 ? path.Length - ShortenedPart : tail + 1)..]}";
    }

    // Where the elements of the document in this value start; -1 if there is none.
    private static int NestedStart(byte type, ReadOnlySpan<byte> root, int value)
    {
        if (type is (byte)ElementType.Document or (byte)ElementType.Array)
            return value + sizeof(int);
        if (type != (byte)ElementType.JavaScriptWithScope || root.Length - value < 2 * sizeof(int))
            return -1;
        int code = BinaryPrimitives.ReadInt32LittleEndian(root[(value + sizeof(int))..]);
        int scope = value + (2 * sizeof(int));
        return code <= 0 || code > root.Length - scope ? -1 : scope + code + sizeof(int);
    }

    private static void Append(StringBuilder path, scoped ReadOnlySpan<byte> name, bool inArray)
    {
        string text = ShownUtf8.Of(name.Length > LongestName ? name[..LongestName] : name);
        if (name.Length > LongestName)
            text += '…';
        if (inArray)
            path.Append('[').Append(text).Append(']');
        else
            path.Append(path.Length == 0 ? "" : ".").Append(text);
    }
}
