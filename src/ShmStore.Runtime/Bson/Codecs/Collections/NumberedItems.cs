using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>
/// The short way to read arrays of numbers and other values of one size, as this library and most others write them: elements of one type, named 0, 1, 2 … Type and name are then what is
/// expected or not, in one comparison, and how many there are is known before room for them is made.
/// </summary>
/// <typeparam name="T">The item type.</typeparam>
/// <typeparam name="TCodec">Its codec, of which values have one size, 4 bytes or more.</typeparam>
internal static class NumberedItems<T, TCodec>
    where TCodec : struct, IBsonCodec<T>
{
    // Then type, name and zero are a word.
    private const int MostDigits = 6;
    private const int BitsOfByte = 8;
    private const int Ten = 10;

    /// <summary>Counts the items.</summary>
    /// <param name="array">The array, from its length to its terminator.</param>
    /// <returns>Negative if the array is another one than described above, or has more than a million items.</returns>
    public static int Count(ReadOnlySpan<byte> array)
    {
        ref byte start = ref MemoryMarshal.GetReference(array);
        nint end = array.Length - 1;
        nint position = sizeof(int);
        int count = 0;
        for (int digits = 1, limit = Ten; digits <= MostDigits; digits++, limit *= Ten)
        {
            nint stride = Stride(digits);
            ulong mask = ulong.MaxValue >> (BitsOfByte * (sizeof(ulong) - digits - 2));
            ulong step = 1UL << (BitsOfByte * digits);
            while (count < limit)
            {
                ulong expected = Head(count, digits);
                for (int i = 0; i < Ten; i++, count++, position += stride, expected += step)
                {
                    // A word can be read where a whole element is, which has 7 bytes or more, and a terminator.
                    if (position > end - stride || (Unsafe.ReadUnaligned<ulong>(ref Unsafe.AddByteOffset(ref start, position)) & mask) != expected)
                        return position == end ? count : -1;
                }
            }
        }

        return position == end ? count : -1;
    }

    /// <summary>Reads the items of an array that were counted.</summary>
    /// <param name="array">The array, from its length to its terminator.</param>
    /// <param name="items">Room for exactly as many.</param>
    /// <returns>False if the codec does not read one of the values.</returns>
    public static bool TryRead(ReadOnlySpan<byte> array, Span<T> items)
    {
        array = array[sizeof(int)..];
        for (int digits = 1, first = 0, limit = Ten; !items.IsEmpty; digits++, first = limit, limit *= Ten)
        {
            int count = Math.Min(items.Length, limit - first);
            int bytes = count * Stride(digits);
            if (!TryReadRun(array[..bytes], digits, items[..count]))
                return false;
            array = array[bytes..];
            items = items[count..];
        }

        return true;
    }

    // The elements are the items, no more and no less, all with names of one length.
    private static bool TryReadRun(ReadOnlySpan<byte> elements, int digits, Span<T> items)
    {
        ElementType type = TCodec.TypeOf(default!);
        ref byte value = ref Unsafe.Add(ref MemoryMarshal.GetReference(elements), digits + 2);
        for (int i = 0; i < items.Length; i++)
        {
            ref byte here = ref Unsafe.AddByteOffset(ref value, (nint)i * Stride(digits));
            if (TCodec.TryReadPlain(type, MemoryMarshal.CreateReadOnlySpan(in here, TCodec.PlainSize), default, out items[i]) < 0)
                return false;
        }

        return true;
    }

    // Type, name, zero, value.
    private static int Stride(int digits) => 1 + digits + 1 + TCodec.PlainSize;

    // Type, name and zero of an item, the first of them in the lowest byte.
    private static ulong Head(int index, int digits)
    {
        ulong head = 0;
        for (int i = 0; i < digits; i++, index /= Ten)
            head = (head | ('0' + ((uint)index % Ten))) << BitsOfByte;
        return head | (uint)TCodec.TypeOf(default!);
    }
}
