namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>Numbers of keys in the schema of <see cref="Shop"/>.</summary>
internal enum ShopKey
{
    Left = 0,
    ByText = 3,
}
