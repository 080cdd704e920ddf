namespace ShmStore.Interop.Tests.Decoders;

/// <summary>An object inside another.</summary>
[SharedObject]
internal sealed partial record Leg(double Price, long Quantity, string Label);
