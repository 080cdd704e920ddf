using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Attaching;

/// <summary>Who writes a store, as the writer notes it in the header. For messages only: a process id is no identity.</summary>
internal static class WriterRecord
{
    /// <summary>Notes this process and counts one more writer.</summary>
    public static void Write(Region region)
    {
        var header = new RegionHeader(region);
        header.At<ulong>(HeaderLayout.WriterGenerationOffset)++;
        header.At<int>(HeaderLayout.WriterProcessOffset) = Environment.ProcessId;
        header.At<long>(HeaderLayout.WriterSinceOffset) = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    }

    /// <summary>The error for a store whose writer lock is taken; reads the note of the one who has it where that is possible.</summary>
    public static WriterActiveException Describe(IRegionProvider provider, string path, RegionLockedException cause)
    {
        try
        {
            using Region region = provider.Open(path, RegionAccess.Read, StoreOptions.DefaultMaximumSize);
            RegionAreas.Read(region);
            var header = new RegionHeader(region);
            int process = header.At<int>(HeaderLayout.WriterProcessOffset);
            long milliseconds = header.At<long>(HeaderLayout.WriterSinceOffset);
            DateTime since = DateTime.UnixEpoch.AddMilliseconds(Math.Clamp(milliseconds, 0, (long)(DateTime.MaxValue - DateTime.UnixEpoch).TotalMilliseconds));
            return new WriterActiveException($"'{path}' has a writer already: process {process}, since {since:u}.", process, since, cause);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or SharedStoreException)
        {
            return new WriterActiveException($"'{path}' has a writer already.", null, null, cause);
        }
    }
}
