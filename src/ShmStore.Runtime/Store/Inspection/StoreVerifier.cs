using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Inspection;

/// <summary>Checks the file of a store without mapping it.</summary>
internal sealed class StoreVerifier(IRegionProvider provider)
{
    // So often a store that changes meanwhile is looked at.
    private const int Looks = 3;

    // A look at a store that is being written finds much that is no more when it looks again: what stays must not be crowded out by that.
    private const int FindingsOfALook = 100_000;

    /// <summary>Looks at a store until nothing has changed meanwhile. If something does each time, what was found each time in the same way counts.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading it is not permitted.</exception>
    /// <exception cref="IOException">The file system refuses.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public StoreReport Verify(string path, VerifyOptions options, CancellationToken cancellation)
    {
        StoreImage image;
        try
        {
            image = StoreImage.Open(provider, path);
        }
        catch (StoreFormatException noStore)
        {
            var findings = new FindingList(1);
            findings.Damage(StoreArea.File, null, null, noStore.Message);
            return new StoreReport(path, null, false, false, findings, default);
        }

        using (image)
        {
            return Verify(image, options, cancellation);
        }
    }

    private static StoreReport Verify(StoreImage image, VerifyOptions options, CancellationToken cancellation)
    {
        FindingList? common = null;
        for (int look = 1; ; look++)
        {
            image.Forget();
            Moment before = Moment.Of(image);
            var findings = new FindingList(Math.Max(options.MaximumFindings, FindingsOfALook));
            (StoreContent content, string? schema, bool checksums) = Look(image, options, findings, cancellation);
            image.Forget();
            bool changed = Moment.Of(image) != before;
            common = common is null || !changed ? findings : common.Both(findings);
            if (!changed || look == Looks)
                return new StoreReport(image.Path, schema, checksums, changed, common.AtMost(options.MaximumFindings), content);
        }
    }

    private static (StoreContent Content, string? Schema, bool Checksums) Look(StoreImage image, VerifyOptions options, FindingList findings, CancellationToken cancellation)
    {
        var content = new StoreContent { FileBytes = image.Length, Commits = image.At<ulong>(HeaderLayout.CommitCounterOffset) };
        InspectedStore? store = null;
        try
        {
            store = Open(image, content.Commits, options, findings, cancellation);
            if (store is not null)
            {
                RecordCheck.Run(store);
                SlotsCheck.Run(store);
                UnwrittenMaps.Run(store);
                CommitsCheck.Run(store);
                AtomicsCheck.Run(store);
            }
        }
        catch (StoreFormatException busy)
        {
            findings.Stop(busy.Message);
        }

        if (image.Failure is { } failure)
            findings.Damage(StoreArea.File, null, null, $"the disk failed: {failure.Message}");
        if (store is null)
            return (content, null, false);
        HeapCheck heap = store.Heap;
        content = content with
        {
            HeapBytes = heap.Bytes,
            LiveBlocks = heap.LiveBlocks,
            LiveBytes = heap.LiveBytes,
            FreeBlocks = Math.Max(0, heap.Blocks - heap.LiveBlocks),
            FreeBytes = Math.Max(0, heap.Bytes - heap.LiveBytes),
            Values = store.Values,
        };
        return (content, store.Schema?.StoreName, store.HasChecksums);
    }

    // Null when it cannot be told where anything is.
    private static InspectedStore? Open(StoreImage image, ulong commits, VerifyOptions options, FindingList findings, CancellationToken cancellation)
    {
        if (HeaderCheck.Run(image, findings) is not { } areas)
            return null;
        var heap = HeapCheck.Run(image, areas, options, findings, cancellation);
        (bool checksums, string? problem) = ChecksumKind.Of(image, areas);
        if (problem is not null)
            findings.Damage(StoreArea.Header, HeaderLayout.ChecksumsOffset, null, problem);
        return new InspectedStore(image, areas, heap, findings, cancellation) { HasChecksums = checksums, Commits = commits };
    }

    /// <summary>What tells whether a writer has changed a store: every commit and every writer changes one of these.</summary>
    private readonly record struct Moment(long Length, ulong Commits, ulong Writers, long Record, long End)
    {
        public static Moment Of(StoreImage image) => new(
            image.Length,
            image.At<ulong>(HeaderLayout.CommitCounterOffset),
            image.At<ulong>(HeaderLayout.WriterGenerationOffset),
            image.At<long>(HeaderLayout.CommitRecordOffset),
            image.At<long>(HeaderLayout.HeapEndOffset));
    }
}
