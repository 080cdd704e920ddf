using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Model;

/// <summary>Objects as documents.</summary>
internal static class Encoded
{
    /// <summary>The canonical document of an object.</summary>
    public static byte[] Of<T>(T value)
        where T : ISharedObject<T>
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        return encoder.Encode(value).ToArray();
    }
}
