using ShmStore.Bson;

namespace ShmStore.Generators.Model;

/// <summary>A fixed-width value in the fixed block.</summary>
/// <param name="Raw">The unmanaged type that is exactly the value's bytes, fully qualified.</param>
/// <param name="ElementType">The BSON element type.</param>
/// <param name="Width">The value's width in bytes.</param>
/// <param name="Header">Constant bytes that the value begins with (a UUID's length and subtype); the rest is the value proper.</param>
internal sealed record FixedType(string Raw, ElementType ElementType, int Width, EquatableArray<byte> Header);
