using System.Runtime.CompilerServices;
using ShmStore.Layout;

namespace ShmStore.Store.Atomics;

/// <summary>One word of the atomics, seen as a value of one of the four types an atomic can have.</summary>
/// <remarks>
/// int: the low 4 bytes; long and double: all 8; bool: the low 4 bytes, 0 or 1. The word is aligned to a cache line, so every operation is one indivisible access on every processor.
/// The tests for the type are decided at compile time of the generic instance.
/// </remarks>
internal readonly unsafe struct AtomicWord<T>
    where T : unmanaged
{
    private readonly byte* _word;

    /// <summary>The word at this address.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the four types.</exception>
    /// <exception cref="ArgumentException">The address is not aligned.</exception>
    public AtomicWord(byte* word)
    {
        if (typeof(T) != typeof(int) && typeof(T) != typeof(long) && typeof(T) != typeof(double) && typeof(T) != typeof(bool))
        {
            throw new NotSupportedException($"An atomic is an int, a long, a double or a bool, not a {typeof(T)}.");
        }

        if ((nuint)word % AtomicLayout.Stride != 0)
        {
            throw new ArgumentException($"An atomic word at address 0x{(nuint)word:X} is not aligned to {AtomicLayout.Stride} bytes.", nameof(word));
        }

        _word = word;
    }

    /// <summary>Loads with acquire semantics.</summary>
    public T Read() => Is32Bit
        ? FromBits(Volatile.Read(ref *(int*)_word))
        : FromBits(Volatile.Read(ref *(long*)_word));

    /// <summary>Stores and returns what stood there; a full fence.</summary>
    public T Exchange(T value) => Is32Bit
        ? FromBits(Interlocked.Exchange(ref *(int*)_word, (int)ToBits(value)))
        : FromBits(Interlocked.Exchange(ref *(long*)_word, ToBits(value)));

    /// <summary>Stores if the bits are those of <paramref name="comparand"/>; returns what stood there. A full fence.</summary>
    public T CompareExchange(T value, T comparand) => Is32Bit
        ? FromBits(Interlocked.CompareExchange(ref *(int*)_word, (int)ToBits(value), (int)ToBits(comparand)))
        : FromBits(Interlocked.CompareExchange(ref *(long*)_word, ToBits(value), ToBits(comparand)));

    /// <summary>True when two values have the same bits, so that a NaN equals itself and the zeros differ.</summary>
    public static bool SameBits(T left, T right) => ToBits(left) == ToBits(right);

    private static bool Is32Bit => typeof(T) == typeof(int) || typeof(T) == typeof(bool);

    private static long ToBits(T value)
    {
        if (typeof(T) == typeof(int))
        {
            return Unsafe.BitCast<T, int>(value);
        }

        return typeof(T) == typeof(bool) ? (Unsafe.BitCast<T, byte>(value) != 0 ? 1 : 0) : Unsafe.BitCast<T, long>(value);
    }

    private static T FromBits(long bits)
    {
        if (typeof(T) == typeof(int))
        {
            return As((int)bits);
        }

        return typeof(T) == typeof(bool) ? As((int)bits != 0) : Unsafe.BitCast<long, T>(bits);
    }

    private static T As<TFrom>(TFrom value)
        where TFrom : unmanaged => Unsafe.BitCast<TFrom, T>(value);
}
