namespace ShmStore.Tests.Bson.Model;

#pragma warning disable CA1028, CA1008 // underlying types other than int are what is tested
internal enum Color
{
    Red = 1,
    Green = 2,
}

internal enum Narrow : sbyte
{
    Low = -5,
}

internal enum Small : byte
{
    High = 200,
}

internal enum Medium : ushort
{
    High = 60000,
}

internal enum Wide : uint
{
    High = 4_000_000_000,
}

internal enum Huge : long
{
    High = long.MaxValue,
}
