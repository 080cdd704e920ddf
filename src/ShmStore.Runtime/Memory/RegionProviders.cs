namespace ShmStore.Memory;
internal static class RegionProviders { public static IRegionProvider Default => throw new PlatformNotSupportedException(); }
