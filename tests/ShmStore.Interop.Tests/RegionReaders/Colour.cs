namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>Keys that are enums, with a number that no signed byte has.</summary>
public enum Colour : byte
{
    Red,
    Green = 3,
    Blue = 200,
}
