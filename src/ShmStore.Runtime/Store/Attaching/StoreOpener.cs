using Microsoft.Win32.SafeHandles;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Store.Commits;
using ShmStore.Store.Waiting;

namespace ShmStore.Store.Attaching;

/// <summary>Creates stores and attaches to them, over one kind of memory.</summary>
/// <param name="provider">The memory.</param>
/// <param name="lockAttempts">How often, a millisecond apart, one of several writers tries to attach to a store that somebody has for himself, as who makes, repairs or deletes it.</param>
internal sealed class StoreOpener(IRegionProvider provider, int lockAttempts = StoreOpener.LockAttempts)
{
    private const int CreationAttempts = 100;
    private const int LockAttempts = 5000;

    /// <summary>Over the memory of this platform.</summary>
    public static StoreOpener Default => new(RegionProviders.Default);

    /// <summary>Attaches as a reader or contributor.</summary>
    public StoreAttachment Open(StoreSchema schema, string path, RegionAccess access, OpenOptions options)
    {
        options.Check();
        return Attach(schema, OpenRegion(StorePath.Resolve(path), access, StoreOptions.DefaultMaximumSize), options);
    }

    /// <summary>Attaches as a reader, by the schema that the store itself has.</summary>
    public StoreAttachment OpenUntyped(string path, OpenOptions options)
    {
        options.Check();
        return Attach(null, OpenRegion(StorePath.Resolve(path), RegionAccess.Read, StoreOptions.DefaultMaximumSize), options);
    }

    /// <summary>Attaches as a reader to memory that somebody handed over.</summary>
    public StoreAttachment Open(StoreSchema schema, SafeFileHandle handle, MemorySeals required, OpenOptions options)
    {
        options.Check();
        ThrowIfNotLinux();
        return Attach(schema, SealedMemory.Open(handle, required, StoreOptions.DefaultMaximumSize), options);
    }

    /// <summary>Creates a store in memory that this process alone can write.</summary>
    public StoreAttachment CreateSealedWriter(StoreSchema schema, StoreOptions options)
    {
        options.Check();
        ThrowIfNotLinux();
        ThrowIfSeveral(options);
        RegionPlan plan = RegionPlan.For(schema.Keys.Count, options.MaximumSize) with { Checksums = options.Checksums };
        return AttachWriter(schema, SealedMemory.Create(plan.Committed, plan.Maximum, region => Initialise(region, plan, schema)), options, Deadline.Never);
    }

    /// <summary>Copies a store, of which no commit is half stored, into memory that nobody can change.</summary>
    public SafeFileHandle CopyFrozen(Region region)
    {
        ThrowIfNotLinux();
        return SealedMemory.CopyFrozen(region);
    }

    private StoreAttachment Attach(StoreSchema? schema, Region region, OpenOptions options)
    {
        try
        {
            RegionAreas areas = RegionAreas.Read(region);
            region.FillHoles(region.Committed);
            if (schema is null)
                schema = SchemaSlot.Read(region, areas);
            else
                SchemaClaims.Claim(region, areas, schema);
            return new StoreAttachment(provider, region, areas, schema, null, options.MaximumReadAttempts, options.TimeProvider);
        }
        catch
        {
            region.Dispose();
            throw;
        }
    }

    /// <summary>Creates a store or opens one as its writer.</summary>
    public StoreAttachment CreateWriter(StoreSchema schema, string? path, StoreOptions options) => CreateWriter(schema, path, options, Deadline.Never);

    /// <summary>Creates a store or opens one as its writer.</summary>
    /// <param name="schema">The program's schema.</param>
    /// <param name="path">A path, or null for memory of the process.</param>
    /// <param name="options">The options.</param>
    /// <param name="firstTurn">Until when one of several writers waits for its first turn.</param>
    /// <exception cref="WriterActiveException">There is one, or as many as there can be; or another one's turn has lasted until then.</exception>
    public StoreAttachment CreateWriter(StoreSchema schema, string? path, StoreOptions options, Deadline firstTurn)
    {
        options.Check();
        if (options.Writers == WriterMode.Several && path is not null && !provider.HasSeats)
        {
            throw new NotSupportedException(
                "A store cannot have several writers here: there are no locks by which a writer that is dead can be told from one that is slow.");
        }

        return AttachWriter(schema, path is null ? CreatePrivate(schema, options) : OpenOrCreate(schema, StorePath.Resolve(path), options), options, firstTurn);
    }

    private StoreAttachment AttachWriter(StoreSchema schema, Region region, StoreOptions options, Deadline firstTurn)
    {
        try
        {
            RegionAreas areas = RegionAreas.Read(region);
            CheckMode(region, options.Writers);
            CheckChecksums(region);
            CommitWriter writer = WriterAttacher.Attach(provider, region, areas, schema, firstTurn);
            return new StoreAttachment(provider, region, areas, schema, writer, options.MaximumReadAttempts, options.TimeProvider);
        }
        catch
        {
            region.Dispose();
            throw;
        }
    }

    /// <summary>Deletes a store that has no writer; false when there is none.</summary>
    public bool Delete(string path)
    {
        path = StorePath.Resolve(path);
        try
        {
            // With the writer lock held, so that no writer can attach to a file that is about to go. However damaged it is, and of whatever version of the format.
            using Region region = StoreLock.Take(provider, path);
            RegionAreas.ThrowIfNoStore(region);

            // The file itself, if the path is that of a link to it. What stands beside it first: once the file is gone, somebody else may make a store of this name.
            path = region.Path!;
            Companions.Delete(provider, path);
            File.Delete(path);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private void ThrowIfNotLinux()
    {
        if (provider is not LinuxRegionProvider)
        {
            throw new PlatformNotSupportedException("Sealed memory (memfd) is to be had on Linux, on x64 and arm64, only.");
        }
    }

    private static void ThrowIfSeveral(StoreOptions options)
    {
        if (options.Writers != WriterMode.Exclusive)
        {
            throw new ArgumentException("Memory that is not a file, private or sealed, has one writer, which all its threads can use: only files can have several.", nameof(options));
        }
    }

    private AliasRegion CreatePrivate(StoreSchema schema, StoreOptions options)
    {
        ThrowIfSeveral(options);
        if (options.Mode == StoreMode.Open)
        {
            throw new ArgumentException("A store in the memory of one process is always a new one: only a file can be there already, and is opened by its path.", nameof(options));
        }

        RegionPlan plan = RegionPlan.For(schema.Keys.Count, options.MaximumSize) with { Checksums = options.Checksums };
        Region memory = provider.CreatePrivate(plan.Committed, plan.Maximum);
        try
        {
            Initialise(memory, plan, schema);
        }
        catch
        {
            memory.Dispose();
            throw;
        }

        return AliasRegion.Own(memory);
    }

    private Region OpenOrCreate(StoreSchema schema, string path, StoreOptions options)
    {
        try
        {
            return OpenOrTryToCreate(schema, path, options);
        }
        catch (RegionExistsException exists)
        {
            throw RegionErrors.Exists(exists);
        }
    }

    private Region OpenOrTryToCreate(StoreSchema schema, string path, StoreOptions options)
    {
        // Between a failed attempt to open and the attempt to create, another process may create or delete the file: try again, but not for ever.
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return options.Mode == StoreMode.CreateNew
                    ? Create(schema, path, options)
                    : OpenToWrite(path, options, lockAttempts);
            }
            catch (FileNotFoundException) when (options.Mode == StoreMode.OpenOrCreate)
            {
                try
                {
                    return Create(schema, path, options);
                }
                catch (IOException raced) when (raced is RegionExistsException or FileNotFoundException && attempt < CreationAttempts)
                {
                    continue;
                }
            }
        }
    }

    private Region Create(StoreSchema schema, string path, StoreOptions options)
    {
        RegionPlan plan = RegionPlan.For(schema.Keys.Count, options.MaximumSize) with { Checksums = options.Checksums, Writers = options.Writers };
        Region created = provider.Create(path, plan.Committed, plan.Maximum, region => Initialise(region, plan, schema), options.CreateMode);
        if (options.Writers == WriterMode.Exclusive)
        {
            return created;
        }

        // It was made under the exclusive lock; now it is one of several, like those who have found the file meanwhile. Patiently: who was to make it, and looked again, would find that it is there already.
        created.Dispose();
        return OpenToWrite(path, options, LockAttempts);
    }

    // Whoever makes a store for several writers, or deletes one, has the exclusive lock for a moment.
    private Region OpenToWrite(string path, StoreOptions options, int attempts)
    {
        if (options.Writers == WriterMode.Exclusive)
        {
            return OpenRegion(path, RegionAccess.Write, options.MaximumSize);
        }

        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return OpenRegion(path, RegionAccess.WriteAmongOthers, options.MaximumSize);
            }
            catch (WriterActiveException active) when (active.ProcessId is null && attempt < attempts)
            {
                Thread.Sleep(1);
            }
        }
    }

    /// <summary>Refuses a store that was made for another number of writers.</summary>
    /// <exception cref="WriterModeException">It was.</exception>
    public static void CheckMode(Region region, WriterMode requested)
    {
        WriterMode store = WriterRecord.ModeOf(region);
        if (store != requested)
        {
            throw new WriterModeException(
                $"'{region.Path}' was made with {nameof(StoreOptions)}.{nameof(StoreOptions.Writers)} = {store}, and cannot be opened with {requested}: all its writers use the same.", store, requested);
        }
    }

    // Blocks that are written without those that the store has would be damage to whoever knows them.
    private static void CheckChecksums(Region region)
    {
        uint kind = new RegionHeader(region).At<uint>(HeaderLayout.ChecksumsOffset);
        if (kind > HeaderLayout.ChecksumsCrc32C)
        {
            throw new StoreFormatException(StoreFormatReason.Corrupt, $"'{region.Path}' is damaged: its checksums are said to be of kind {kind}, which is unknown.");
        }
    }

    private static void Initialise(Region region, RegionPlan plan, StoreSchema schema)
    {
        plan.WriteHeader(region);
        WriterAttacher.WriteFirstSchema(region, RegionAreas.Read(region), schema);
    }

    private Region OpenRegion(string path, RegionAccess access, long maximum)
    {
        try
        {
            Region region = provider.Open(path, access, maximum);
            if (access is not (RegionAccess.Write or RegionAccess.WriteAmongOthers) || MaximumOf(region) is var own && own <= region.Maximum)
            {
                return region;
            }

            // Made with a larger maximum than was reserved. Readers map again when they need more; a writer grows in place, so it reserves all of it.
            region.Dispose();
            return provider.Open(path, access, own);
        }
        catch (RegionLockedException locked)
        {
            throw WriterRecord.Describe(provider, path, locked, access == RegionAccess.WriteAmongOthers ? WriterMode.Several : WriterMode.Exclusive);
        }
    }

    private static long MaximumOf(Region region)
    {
        try
        {
            return RegionAreas.Read(region).Maximum;
        }
        catch
        {
            region.Dispose();
            throw;
        }
    }
}
