namespace ShmStore.Bson;

/// <summary>Checks foreign bytes before anything trusts them. Thread-safe; allocates nothing unless it throws.</summary>
public static class BsonValidation
{
    /// <summary>Checks a whole document: framing, nesting, names, text and the values that have rules of their own.</summary>
    /// <param name="document">The bytes, exactly one document.</param>
    /// <param name="limits">How deep and long it may be; null for the defaults.</param>
    /// <exception cref="BsonFormatException">It is not a valid document: the first problem found, with its place.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    /// <remarks>Duplicate names, any array names and zero characters inside strings are accepted, as other decoders do.</remarks>
    public static void Validate(ReadOnlySpan<byte> document, BsonLimits? limits = null)
    {
        limits ??= BsonLimits.Default;
        limits.Check();
        _ = Run(document, limits);
    }

    /// <summary>Checks a whole document with the default limits.</summary>
    /// <returns>Its levels of documents and arrays, itself included.</returns>
    /// <exception cref="BsonFormatException">It is not a valid document: the first problem found, with its place.</exception>
    internal static int Levels(ReadOnlySpan<byte> document) => Run(document, BsonLimits.Default);

    private static int Run(ReadOnlySpan<byte> document, BsonLimits limits)
    {
        Span<int> ends = stackalloc int[limits.MaximumDepth];
        var validator = new DocumentValidator(document, limits, ends);
        validator.Run();
        return validator.Levels;
    }
}
