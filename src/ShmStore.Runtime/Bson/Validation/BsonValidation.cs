namespace ShmStore.Bson;

/// <summary>Checks foreign bytes before anything trusts them. Thread-safe; allocates nothing unless it throws.</summary>
public static class BsonValidation
{
    /// <summary>Checks a whole document: framing, nesting, names, text and the values that have rules of their own.</summary>
    /// <param name="document">The bytes, exactly one document.</param>
    /// <param name="limits">How deep and long it may be; <see cref="BsonLimits.Default"/> if left out.</param>
    /// <exception cref="BsonFormatException">It is not a valid document: the first problem found, with its place.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limits' depth is below 1 or above <see cref="BsonLimits.DepthCeiling"/>.</exception>
    /// <remarks>Duplicate names, any array names and zero characters inside strings are accepted, as other decoders do.</remarks>
    public static void Validate(ReadOnlySpan<byte> document, BsonLimits? limits = null)
    {
        BsonLimits bounds = limits ?? BsonLimits.Default;
        if (bounds.MaxDepth is < 1 or > BsonLimits.DepthCeiling)
            throw new ArgumentOutOfRangeException(nameof(limits), bounds.MaxDepth, $"The depth must be 1 to {BsonLimits.DepthCeiling}.");
        _ = Run(document, bounds);
    }

    /// <summary>Checks a whole document with the default limits.</summary>
    /// <returns>Its levels of documents and arrays, itself included.</returns>
    /// <exception cref="BsonFormatException">It is not a valid document: the first problem found, with its place.</exception>
    internal static int Levels(ReadOnlySpan<byte> document) => Run(document, BsonLimits.Default);

    private static int Run(ReadOnlySpan<byte> document, BsonLimits limits)
    {
        Span<int> ends = stackalloc int[limits.MaxDepth];
        var validator = new DocumentValidator(document, limits, ends);
        validator.Run();
        return validator.Levels;
    }
}
