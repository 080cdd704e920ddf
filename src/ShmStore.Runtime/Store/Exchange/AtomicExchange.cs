using System.Runtime.CompilerServices;
using ShmStore.Bson;

namespace ShmStore.Store.Exchange;

/// <summary>Exports and imports atomics of each of the four types.</summary>
internal static class AtomicExchange
{
    /// <summary>The document of a value.</summary>
    public static byte[] ToDocument<T>(T value)
        where T : unmanaged => value switch
        {
            int number => AtomicDocument<int, Int32Codec>.Of(number),
            long number => AtomicDocument<long, Int64Codec>.Of(number),
            double number => AtomicDocument<double, DoubleCodec>.Of(number),
            bool flag => AtomicDocument<bool, BooleanCodec>.Of(flag),
            _ => throw new NotSupportedException($"An atomic is an int, a long, a double or a bool, not a {typeof(T)}."),
        };

    /// <summary>The value of a document.</summary>
    /// <exception cref="BsonFormatException">It is missing, or of another type.</exception>
    public static T FromDocument<T>(ReadOnlySpan<byte> document)
        where T : unmanaged
    {
        if (typeof(T) == typeof(int))
        {
            return Unsafe.BitCast<int, T>(AtomicDocument<int, Int32Codec>.ValueOf(document));
        }

        if (typeof(T) == typeof(long))
        {
            return Unsafe.BitCast<long, T>(AtomicDocument<long, Int64Codec>.ValueOf(document));
        }

        return typeof(T) == typeof(double)
            ? Unsafe.BitCast<double, T>(AtomicDocument<double, DoubleCodec>.ValueOf(document))
            : Unsafe.BitCast<bool, T>(AtomicDocument<bool, BooleanCodec>.ValueOf(document));
    }
}
