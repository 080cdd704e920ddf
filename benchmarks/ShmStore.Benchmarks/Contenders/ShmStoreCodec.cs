using System.Runtime.CompilerServices;
using ShmStore.Bson;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>This project's codec, as a store uses it: a buffer on the stack, and a document whose layout is known from its block.</summary>
/// <typeparam name="T">The object type.</typeparam>
internal readonly struct ShmStoreCodec<T> : ICodec<T>
    where T : ISharedObject<T>
{
    /// <inheritdoc/>
    public static string Name => "ShmStore";

    /// <inheritdoc/>
    [SkipLocalsInit]
    public static long Write(T value)
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        return encoder.Encode(value).Length;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public static byte[] ToBytes(T value)
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        return encoder.Encode(value).ToArray();
    }

    /// <inheritdoc/>
    public static T Read(byte[] bytes) => T.Read(new DocumentView(bytes, T.FixedLayout.End));
}
