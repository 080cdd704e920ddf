using Microsoft.Win32.SafeHandles;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Store.Commits;

namespace ShmStore.Store.Attaching;

/// <summary>Creates stores and attaches to them, over one kind of memory.</summary>
internal sealed class StoreOpener(IRegionProvider provider)
{
    private const int CreationAttempts = 100;

    /// <summary>Over the memory of this platform.</summary>
    public static StoreOpener Default { get; } = new(RegionProviders.Default);

    /// <summary>Attaches as a reader or contributor.</summary>
    public StoreAttachment Open(StoreSchema schema, string path, RegionAccess access, OpenOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumReadAttempts, 1);
        return Attach(schema, OpenRegion(StorePath.Resolve(path), access, StoreOptions.DefaultMaximumSize), options);
    }

    /// <summary>Attaches as a reader to memory that somebody handed over.</summary>
    public StoreAttachment Open(StoreSchema schema, SafeFileHandle handle, MemorySeals required, OpenOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumReadAttempts, 1);
        ThrowIfNotLinux();
        return Attach(schema, SealedMemory.Open(handle, required, StoreOptions.DefaultMaximumSize), options);
    }

    /// <summary>Creates a store in memory that this process alone can write.</summary>
    public StoreAttachment CreateSealedWriter(StoreSchema schema, StoreOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumReadAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumSize, 1);
        ThrowIfNotLinux();
        var plan = RegionPlan.For(schema.Keys.Count, options.MaximumSize);
        return AttachWriter(schema, SealedMemory.Create(plan.Committed, plan.Maximum, region => Initialise(region, plan, schema)), options);
    }

    /// <summary>Copies a store, of which no commit is half stored, into memory that nobody can change.</summary>
    public SafeFileHandle CopyFrozen(Region region)
    {
        ThrowIfNotLinux();
        return SealedMemory.CopyFrozen(region);
    }

    private StoreAttachment Attach(StoreSchema schema, Region region, OpenOptions options)
    {
        try
        {
            RegionAreas areas = RegionAreas.Read(region);
            SchemaSlot.Compare(region, areas, schema);
            return new StoreAttachment(provider, region, areas, schema, null, options.MaximumReadAttempts);
        }
        catch
        {
            region.Dispose();
            throw;
        }
    }

    /// <summary>Creates a store or opens one as its writer.</summary>
    public StoreAttachment CreateWriter(StoreSchema schema, string? path, StoreOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumReadAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumSize, 1);
        return AttachWriter(schema, path is null ? CreatePrivate(schema, options) : OpenOrCreate(schema, StorePath.Resolve(path), options), options);
    }

    private StoreAttachment AttachWriter(StoreSchema schema, Region region, StoreOptions options)
    {
        try
        {
            RegionAreas areas = RegionAreas.Read(region);
            CommitWriter writer = WriterAttacher.Attach(provider, region, areas, schema);
            return new StoreAttachment(provider, region, areas, schema, writer, options.MaximumReadAttempts);
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
            // With the writer lock held, so that no writer can attach to a file that is about to go.
            using Region region = OpenRegion(path, RegionAccess.Write, StoreOptions.DefaultMaximumSize);
            RegionAreas.Read(region);
            File.Delete(path);
            foreach (string companion in provider.CompanionsOf(path))
            {
                File.Delete(companion);
            }

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

    private AliasRegion CreatePrivate(StoreSchema schema, StoreOptions options)
    {
        var plan = RegionPlan.For(schema.Keys.Count, options.MaximumSize);
        Region memory = provider.CreatePrivate(plan.Committed, plan.Maximum);
        Initialise(memory, plan, schema);
        return AliasRegion.Own(memory);
    }

    private Region OpenOrCreate(StoreSchema schema, string path, StoreOptions options)
    {
        // Between a failed attempt to open and the attempt to create, another process may create or delete the file: try again, but not for ever.
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return options.Mode == StoreMode.CreateNew
                    ? Create(schema, path, options)
                    : OpenRegion(path, RegionAccess.Write, options.MaximumSize);
            }
            catch (FileNotFoundException) when (options.Mode == StoreMode.OpenOrCreate)
            {
                try
                {
                    return Create(schema, path, options);
                }
                catch (RegionExistsException) when (attempt < CreationAttempts)
                {
                    continue;
                }
            }
        }
    }

    private Region Create(StoreSchema schema, string path, StoreOptions options)
    {
        var plan = RegionPlan.For(schema.Keys.Count, options.MaximumSize);
        return provider.Create(path, plan.Committed, plan.Maximum, region => Initialise(region, plan, schema));
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
            if (access != RegionAccess.Write || MaximumOf(region) is var own && own <= region.Maximum)
            {
                return region;
            }

            // Made with a larger maximum than was reserved. Readers map again when they need more; a writer grows in place, so it reserves all of it.
            region.Dispose();
            return provider.Open(path, access, own);
        }
        catch (RegionLockedException locked)
        {
            throw WriterRecord.Describe(provider, path, locked);
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
