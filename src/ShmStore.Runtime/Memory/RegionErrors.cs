namespace ShmStore.Memory;

/// <summary>Makes the errors that both providers report, with the same words. All sizes in bytes.</summary>
internal static class RegionErrors
{
    /// <summary>The region cannot have the size asked for; <paramref name="why"/> completes the sentence.</summary>
    public static StoreFullException Full(string name, long present, long wanted, long maximum, string why, Exception? cause = null)
        => new($"'{name}' cannot grow from {present} to {wanted} bytes: {why}.", wanted - present, 0, 0, maximum, cause);

    /// <summary>The region cannot be attached at all; <paramref name="why"/> completes the sentence.</summary>
    public static StoreFullException NoRoom(string name, long wanted, string why) => new($"'{name}' cannot be attached: {why}.", wanted, 0, 0, wanted);

    /// <summary>A file has holes, and there is no room to fill them; <paramref name="why"/> completes the sentence.</summary>
    public static StoreFullException Sparse(string name, long missing, string why)
        => new($"'{name}' cannot be attached: it has holes, as a copy can have that left zeros out, and {missing} bytes may be needed to fill them: {why}.", missing, 0, 0, missing);

    /// <summary>A file shares its space with a copy of it, and there is no room for what is written to one of them only; <paramref name="why"/> completes the sentence.</summary>
    public static StoreFullException Shared(string name, long shared, string why)
        => new($"'{name}' cannot be attached for writing: it shares {shared} bytes on the disk with a copy, and there is no room for its own: {why}.", shared, 0, 0, shared);

    /// <summary>Not even an empty file can be made; <paramref name="why"/> completes the sentence.</summary>
    public static StoreFullException NoRoomToCreate(string path, string why) => new($"'{path}' cannot be created: {why}.", 0, 0, 0, 0);

    /// <summary>The path names no regular file; <paramref name="kind"/> says what it is.</summary>
    public static StoreFormatException NotAFile(string path, string kind)
        => new(StoreFormatReason.NotAStore, $"'{path}' is not a store: it is {kind}.");

    /// <summary>The file became shorter than what was mapped of it.</summary>
    public static StoreFormatException Shrunk(string path, long mapped, long length)
        => new(StoreFormatReason.Truncated, $"'{path}' was cut to {length} bytes while {mapped} bytes of it are attached.");

    /// <summary>The file that is attached has lost its name.</summary>
    public static IOException Replaced(string path)
        => new($"'{path}' is not the file any more that is attached: that was deleted, or another took its place. What is written to it goes with the last who has it attached; attach again.");

    /// <summary>Nobody can change the region any more: <see cref="Region.IsAbandoned"/>.</summary>
    public static Exception Abandoned(Region region) => region.HasOneWriterOnly
        ? new InvalidOperationException(
            $"Nothing changes in {(region.Path is null ? "this store" : $"'{region.Path}'")} any more, and this wait would never end: its writer is gone, and {(region.Path is null ? "memory of one process" : "sealed memory")} never has another one.")
        : new IOException($"'{region.Path}' is not the file any more that is attached: that was deleted, or another took its place, and nobody writes it any more, so that this wait would never end. Attach again.");

    /// <summary>There is nothing at the path.</summary>
    public static FileNotFoundException NotFound(string path)
        => new($"There is no store at '{path}'.", path);

    /// <summary>The folder to create a store in is missing.</summary>
    public static DirectoryNotFoundException NoFolder(string path)
        => new($"Cannot create '{path}': its folder does not exist.");

    /// <summary>Not permitted; <paramref name="reason"/> completes the sentence, with or without a full stop.</summary>
    public static UnauthorizedAccessException Denied(string path, string action, string reason, Exception? cause = null)
        => new($"Not permitted to {action} '{path}': {reason.TrimEnd('.')}.", cause);

    /// <summary>The error for users, who do not know the type by which the store layer tells it from others.</summary>
    public static IOException Exists(RegionExistsException exists) => new(exists.Message);
}
