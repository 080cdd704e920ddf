namespace ShmStore.Memory;

/// <summary>There is something at the path already. The store layer opens it instead, or reports it.</summary>
internal sealed class RegionExistsException(string path)
    : IOException($"'{path}' exists already.");

/// <summary>Another writer holds the region's lock. The store layer adds who it is.</summary>
internal sealed class RegionLockedException(string path)
    : IOException($"Another writer has '{path}' open.");
