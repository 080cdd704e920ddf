using ShmStore.Bson;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>This project's codec on a document of which nothing is known: its start is compared with the layout, and what is elsewhere is looked up.</summary>
/// <typeparam name="T">The object type.</typeparam>
internal readonly struct ShmStoreForeignCodec<T> : ICodec<T>
    where T : ISharedObject<T>
{
    /// <inheritdoc/>
    public static string Name => "ShmStore, layout compared";

    /// <inheritdoc/>
    public static long Write(T value) => ShmStoreCodec<T>.Write(value);

    /// <inheritdoc/>
    public static byte[] ToBytes(T value) => ShmStoreCodec<T>.ToBytes(value);

    /// <inheritdoc/>
    public static T Read(byte[] bytes) => T.Read(DocumentView.Of<T>(bytes));
}
