namespace ShmStore.Interop.Tests.Decoders;

/// <summary>A side of a market.</summary>
internal enum Side
{
    None,
    Buy,
    Sell,
}
