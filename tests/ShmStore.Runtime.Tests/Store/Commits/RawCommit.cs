using System.Runtime.InteropServices;
using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Commits;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Commits;

/// <summary>When the header names the record of a <see cref="RawCommit"/>.</summary>
public enum RecordOrder
{
    /// <summary>As it must be.</summary>
    BeforeWords,

    /// <summary>The mistake: when the words are stored.</summary>
    AfterWords,

    /// <summary>The mistake: not at all.</summary>
    Never,
}

/// <summary>A commit of all entries, store by store as docs/concurrency.md has it, in the right or a wrong order. The writer cannot be used for another one after it.</summary>
internal static class RawCommit
{
    /// <summary>Makes the commit, and calls back before the first store and after each.</summary>
    public static void Run(SampleWriter writer, long number, RecordOrder order, Action stored)
    {
        CommitWriter commits = writer.Attachment.Writer!;
        RegionHeader header = writer.Attachment.Header;
        long version = (long)header.CommitCounter + 1;
        long record;
        CommitPair[] pairs;
        using (commits.Lock())
        {
            pairs = [.. writer.Entries.Select(entry => new CommitPair(SlotOf(header, entry.Key), StageSample(commits, number)))];
            record = commits.Stage(default, MemoryMarshal.AsBytes(pairs.AsSpan()), default);
        }

        foreach (long block in (long[])[record, .. pairs.Select(static pair => pair.Value)])
            Volatile.Write(ref header.At<long>(block + BlockLayout.VersionOffset), version);
        CommitPair name = new(HeaderLayout.CommitRecordOffset, record);
        CommitPair clear = new(HeaderLayout.CommitRecordOffset, 0);
        CommitPair[] stores = order switch
        {
            RecordOrder.BeforeWords => [name, .. pairs, clear],
            RecordOrder.AfterWords => [.. pairs, name, clear],
            _ => pairs,
        };
        stored();
        foreach (CommitPair store in stores)
        {
            Volatile.Write(ref header.At<long>(store.Word), store.Value);
            stored();
        }
    }

    private static long StageSample(CommitWriter commits, long number)
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        return commits.Stage(default, encoder.Encode(Sample.Of(number)), default);
    }

    private static long SlotOf(RegionHeader header, int key) => header.At<long>(HeaderLayout.SlotsOffset) + ((SlotLayout.FirstKeySlot + key) * SlotLayout.Stride);
}
