using ShmStore.Bson;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>This project's codec, as a store uses it: a scratch buffer that is kept, and a document whose layout is known from its block.</summary>
/// <typeparam name="T">The object type.</typeparam>
internal readonly struct ShmStoreCodec<T> : ICodec<T>
    where T : ISharedObject<T>
{
    /// <inheritdoc/>
    public static string Name => "ShmStore";

    /// <inheritdoc/>
    public static long Write(T value)
    {
        using var encoder = default(DocumentEncoder);
        return encoder.Encode(value).Length;
    }

    /// <inheritdoc/>
    public static byte[] ToBytes(T value)
    {
        using var encoder = default(DocumentEncoder);
        return encoder.Encode(value).ToArray();
    }

    /// <inheritdoc/>
    public static T Read(byte[] bytes) => T.Read(new DocumentView(bytes, T.FixedLayout.End, T.TailCount));
}
