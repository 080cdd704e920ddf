using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Linux;

/// <summary>A part of a file that has space on the disk, whether or not it was ever written.</summary>
/// <param name="From">Offset of its first byte.</param>
/// <param name="To">Offset behind its last byte.</param>
/// <param name="IsShared">Other files have the same space: what is written gets another.</param>
internal readonly record struct FileExtent(long From, long To, bool IsShared);

/// <summary>Where a file has space, which looking for holes does not tell: space that was never written looks like a hole.</summary>
internal static unsafe class FileExtents
{
    private const int Batch = 64;

    /// <summary>The parts that have space, in order, those that touch as one; null if the file system does not tell.</summary>
    /// <param name="file">The file.</param>
    /// <param name="from">Offset of the first byte to look at.</param>
    /// <param name="to">Offset behind the last one.</param>
    public static List<FileExtent>? TryRead(SafeFileHandle file, long from, long to)
    {
        byte* buffer = stackalloc byte[sizeof(ExtentRequest) + (Batch * sizeof(ExtentRecord))];
        var request = (ExtentRequest*)buffer;
        var records = new ReadOnlySpan<ExtentRecord>(buffer + sizeof(ExtentRequest), Batch);
        List<FileExtent> extents = [];
        while (from < to)
        {
            *request = new ExtentRequest { Start = from, Length = to - from, Count = Batch };
            if (LibC.ControlDevice(file, LibC.MapExtents, request) != 0)
                return null;
            if (request->Mapped == 0)
                break;
            foreach (ExtentRecord record in records[..(int)request->Mapped])
                Add(extents, new FileExtent(Math.Max(record.Start, from), Math.Min(record.Start + record.Length, to), (record.Flags & LibC.ExtentShared) != 0));
            ExtentRecord last = records[(int)request->Mapped - 1];
            if ((last.Flags & LibC.ExtentLast) != 0)
                break;
            from = last.Start + last.Length;
        }

        return extents;
    }

    private static void Add(List<FileExtent> extents, FileExtent next)
    {
        if (extents.Count > 0 && extents[^1] is var last && last.To == next.From && last.IsShared == next.IsShared)
            extents[^1] = last with { To = next.To };
        else
            extents.Add(next);
    }
}
