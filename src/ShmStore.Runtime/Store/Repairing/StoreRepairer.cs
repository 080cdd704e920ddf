using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.Store.Building;
using ShmStore.Store.Inspection;
using ShmStore.Store.Maps;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Repairing;

/// <summary>Makes a new store of what can be saved of a damaged one.</summary>
/// <remarks>
/// Never in place: the damaged file is only read, while its writer lock is held, and keeps its name until the new one is complete, checked and on the disk. Interrupted at whatever point, there is
/// the one or the other.
/// </remarks>
internal sealed class StoreRepairer(IRegionProvider provider)
{
    private const int MaximumChanges = 10_000;

    /// <summary>Repairs a store.</summary>
    /// <exception cref="ArgumentException">The schema that the options give is none.</exception>
    /// <exception cref="WriterActiveException">It has a writer.</exception>
    /// <exception cref="StoreFormatException">It is no store or one of another format, or nothing can be saved, or not without giving up values that a damaged schema does not describe.</exception>
    /// <exception cref="SharedStoreException">What was saved is not sound.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted, or the file is another user's and cannot be given to him.</exception>
    /// <exception cref="IOException">The file system refuses, or there is something at the destination.</exception>
    /// <exception cref="StoreFullException">No room for the new file.</exception>
    public RepairReport Repair(string path, RepairOptions options, CancellationToken cancellation)
    {
        StoreSchema? given = GivenBy(options);
        string? destination = options.Destination is null ? null : StorePath.Resolve(options.Destination);
        if (destination is not null)
            ThrowIfNoFolder(destination);
        using Region? held = TryLock(path, isReadOnly: options.Destination is not null);
        using var image = StoreImage.Open(provider, path);
        if (HeaderCheck.OtherVersion(image) is { } other)
            throw other;
        StoreReport found = new StoreVerifier(provider).Verify(path, options.Verify, cancellation);
        if (found.IsSound && options.Destination is null)
            return new RepairReport(found, WasRepaired: false, found.Content.Values, []);

        var changes = new FindingList(MaximumChanges);
        if (held is null)
            changes.Note(StoreArea.Header, 0, null, "the file could not be locked, as writing to it is not permitted: if it has a writer, what was saved is not of one moment");
        RegionAreas areas = AreaDerivation.Find(image, changes)
            ?? throw new StoreFormatException(StoreFormatReason.NotAStore, $"'{path}' cannot be repaired: nothing in it tells where a store's areas could be.");
        var heap = HeapCheck.Run(image, areas, options.Verify, new FindingList(0), cancellation);
        (bool checksums, string? problem) = ChecksumKind.Of(image, areas);
        if (problem is not null)
            changes.Note(StoreArea.Header, HeaderLayout.ChecksumsOffset, null, $"blocks were taken as they are, {(checksums ? "with" : "without")} checksums: {problem}");
        var damaged = new InspectedStore(image, areas, heap, new FindingList(0), cancellation) { HasChecksums = checksums, Commits = image.At<ulong>(HeaderLayout.CommitCounterOffset) };
        SavedStore saved = new StoreRescue(damaged, given, changes).Run();
        RightedDamage.Add(found, changes);
        long commits = LastCommit(image, saved);
        StoreTemplate template = Template(damaged, commits);
        string? kept = options.KeepDamaged ? NameBeside.ForDamaged(image.Path) : null;
        if (destination is not null)
            CreateAtDestination(destination);
        else
            NewStoreFile.Replace(provider, held!, image.Path, template, target => saved.Write(image, target, commits), Finish, kept);
        return new RepairReport(found, WasRepaired: !found.IsSound, saved.Values, changes.ToArray())
        {
            DamagedFile = found.IsSound ? null : destination is null ? kept : image.Path,
            Destination = destination,
        };

        void CreateAtDestination(string target)
        {
            try
            {
                NewStoreFile.Create(provider, target, template, builder => saved.Write(image, builder, commits), Check);
            }
            catch (RegionExistsException exists)
            {
                throw RegionErrors.Exists(exists);
            }
        }

        void Finish(string file)
        {
            Check(file);
            provider.CopyPermissions(image.Path, file);
        }

        void Check(string file)
        {
            StoreReport report = new StoreVerifier(provider).Verify(file, options.Verify, cancellation);
            if (!report.IsSound)
                throw new SharedStoreException($"What was saved of '{path}' is not sound, so it is left as it is. {report}");
        }
    }

    private static StoreSchema? GivenBy(RepairOptions options)
    {
        if (options.Schema.IsEmpty)
            return null;
        try
        {
            var schema = new StoreSchema(options.Schema.Span);
            return KnownKinds.Unknown(schema) is { } unknown ? throw NoSchema(unknown, null) : schema;
        }
        catch (BsonFormatException malformed)
        {
            throw NoSchema(malformed.Message, malformed);
        }

        ArgumentException NoSchema(string why, Exception? inner) =>
            new($"{nameof(RepairOptions)}.{nameof(RepairOptions.Schema)} is no schema document: {why}", nameof(options), inner);
    }

    // Before the check, which can take long.
    private static void ThrowIfNoFolder(string destination)
    {
        try
        {
            File.GetAttributes(Path.GetDirectoryName(destination)!);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw RegionErrors.NoFolder(destination);
        }
    }

    // What is only read need not be writable, as on a disk that was mounted so to save it.
    private Region? TryLock(string path, bool isReadOnly)
    {
        try
        {
            return StoreLock.Take(provider, path);
        }
        catch (UnauthorizedAccessException) when (isReadOnly)
        {
            return null;
        }
    }

    private static long LastCommit(StoreImage image, SavedStore saved)
    {
        ulong counted = image.At<ulong>(HeaderLayout.CommitCounterOffset);
        long highest = counted <= HeaderLayout.MaximumBegun ? (long)counted : 0;
        foreach (ImageBlock block in saved.Slots.Values.Concat(saved.Maps.Values.SelectMany(static map => map.Values)))
            highest = Math.Max(highest, block.Version);

        // The new store has one more.
        return Math.Min(Math.Max(highest, saved.SchemaVersion), HeaderLayout.MaximumBegun - 1);
    }

    private static StoreTemplate Template(InspectedStore damaged, long commits)
    {
        (StoreImage image, RegionAreas areas) = (damaged.Image, damaged.Areas);
        var plan = new RegionPlan(areas.SlotCapacity, areas.AtomicCapacity, areas.Atomics, areas.Heap, areas.Maximum)
        {
            Writers = image.At<uint>(HeaderLayout.WriterModeOffset) == (uint)WriterMode.Several ? WriterMode.Several : WriterMode.Exclusive,
            Checksums = damaged.HasChecksums,
        };
        return new StoreTemplate(
            plan,
            image.At<Guid>(HeaderLayout.IdentityOffset),
            damaged.HasWrongSeeds ? KeySeed.Random() : image.At<KeySeed>(HeaderLayout.KeySeedOffset),
            (ulong)commits,
            image.At<ulong>(HeaderLayout.WriterGenerationOffset),
            image.Length);
    }
}
