namespace ShmStore.Store.Maps;

/// <summary>When entries expire: milliseconds since 1970-01-01 UTC, so that it means the same in every process and after a restart.</summary>
internal static class Expiry
{
    /// <summary>The time now.</summary>
    public static long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
