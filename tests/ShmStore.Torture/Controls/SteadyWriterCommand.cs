using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Commits;
using ShmStore.Torture.Journals;
using ShmStore.Torture.Samples;

namespace ShmStore.Torture.Controls;

/// <summary><c>steady path [uninvalidated]</c>: counts the entries up with items of one size, so that blocks are reused as fast as can be. Uninvalidated: leaves the old version in a block while it overwrites it.</summary>
internal static class SteadyWriterCommand
{
    private const int Length = 300;

    // The larger, the fewer rest before they are reused.
    private const int LongLength = 100_000;
    private const int Dwell = 20_000;

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var journal = new Journal(args[0] + ".journal");
        JournalRow row = journal[0];
        using TortureStore.Writer writer = TortureStore.CreateWriter(args[0], new StoreOptions { Mode = StoreMode.Open });
        bool invalidates = args.Length == 1;
        var versions = new Dictionary<long, long>();
        for (long number = 1; ; number++)
        {
            for (int key = 0; key < Keys.Entries; key++)
            {
                var item = Item.Of(key, number, invalidates ? Length : LongLength);
                Volatile.Write(ref row.Begun(key), number);
                Interlocked.MemoryBarrier();
                if (invalidates)
                    Keys.EntryOf(writer, key).Set(item);
                else
                    Overwrite(writer, key, item, versions);
                Volatile.Write(ref row.Completed(key), number);
                row.Commits++;
            }
        }
    }

    private static void Overwrite(TortureStore.Writer writer, int key, Item item, Dictionary<long, long> versions)
    {
        CommitWriter commits = writer.Attachment.Writer!;
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        ReadOnlySpan<byte> document = encoder.Encode(item);
        using (commits.Lock())
        {
            long word = ShmStore.Store.Attaching.RegionAreas.Read(commits.Region).SlotAt(SlotLayout.FirstKeySlot + key);
            long replaced = new RegionHeader(commits.Region).At<long>(word);
            long block = commits.Stage(0, document, default);

            // The mistake: all of the new document under the old version.
            commits.HeaderOf(block).Version = versions.GetValueOrDefault(block);
            Thread.SpinWait(Dwell);
            versions[block] = commits.Publish(word, block, block, replaced);
        }
    }
}
