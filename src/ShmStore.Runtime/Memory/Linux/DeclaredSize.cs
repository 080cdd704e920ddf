using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using ShmStore.Layout;

namespace ShmStore.Memory.Linux;

/// <summary>How long a file becomes, as its header says, which is read by a call before anything is mapped. Any number: nothing is checked here, and the file may be anybody's.</summary>
internal static class DeclaredSize
{
    private const int Read = HeaderLayout.CommittedOffset + sizeof(long);

    /// <summary>What the file may grow to, or what is said to be in use where that is more, as in a damaged one. At least the length of a header. Null for what does not begin as a store, or cannot be read.</summary>
    public static long? Of(SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[Read];
        try
        {
            if (RandomAccess.Read(file, header, 0) < Read)
                return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Mapping it tells why.
            return null;
        }

        return BinaryPrimitives.ReadUInt64LittleEndian(header[HeaderLayout.MagicOffset..]) == HeaderLayout.Magic
            && BinaryPrimitives.ReadUInt32LittleEndian(header[HeaderLayout.VersionOffset..]) == HeaderLayout.FormatVersion
            ? Math.Max(HeaderLayout.Length, Math.Max(LongAt(header, HeaderLayout.MaximumOffset), LongAt(header, HeaderLayout.CommittedOffset)))
            : null;
    }

    private static long LongAt(ReadOnlySpan<byte> header, int offset) => BinaryPrimitives.ReadInt64LittleEndian(header[offset..]);
}
