namespace ShmStore.Benchmarks.Contenders;

/// <summary>A library that writes objects to bytes and reads them back. Implemented by structs that serve as type arguments.</summary>
/// <typeparam name="T">The object type.</typeparam>
internal interface ICodec<T>
{
    /// <summary>The library, and how it is used.</summary>
    static abstract string Name { get; }

    /// <summary>Writes an object the way that is measured.</summary>
    /// <returns>The number of bytes.</returns>
    static abstract long Write(T value);

    /// <summary>The bytes of an object, in an array of their own.</summary>
    static abstract byte[] ToBytes(T value);

    /// <summary>Reads an object.</summary>
    static abstract T Read(byte[] bytes);
}
