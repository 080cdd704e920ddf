using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>
/// The short way to read arrays of numbers and other values of one size, as this library and most others write them: elements of one type, named 0, 1, 2 … Type and name are then what is
/// expected or not, in one comparison, and how many there are is known before room for them is made.
/// </summary>
/// <typeparam name="T">The item type.</typeparam>
/// <typeparam name="TCodec">Its codec, of which values have one size.</typeparam>
internal static class NumberedItems<T, TCodec>
    where TCodec : struct, IBsonCodec<T>
{
    private const int MostOfOneDigit = 10;
    private const int MostOfTwoDigits = 100;
    private const int MostOfThreeDigits = 1000;

    // Type, one digit, zero.
    private const int ShortestHead = 3;
    private const uint ThreeBytes = 0xFF_FFFF;

    /// <summary>Counts the items.</summary>
    /// <param name="array">The array, from its length to its terminator.</param>
    /// <returns>Negative if the array is another one than described above, or has more than 1000 items.</returns>
    public static int Count(ReadOnlySpan<byte> array)
    {
        ref byte start = ref MemoryMarshal.GetReference(array);
        uint type = (uint)TCodec.TypeOf(default!);
        nint end = array.Length - 1;
        nint position = sizeof(int);
        int head = ShortestHead;
        for (int index = 0; index < MostOfThreeDigits; index++)
        {
            if (position == end)
                return index;
            if (index is MostOfOneDigit or MostOfTwoDigits)
                head++;

            // Head and value are four bytes or more.
            if (end - position < head + TCodec.PlainSize || !IsHead(ref Unsafe.AddByteOffset(ref start, position), type, index))
                return -1;
            position += head + TCodec.PlainSize;
        }

        return position == end ? MostOfThreeDigits : -1;
    }

    /// <summary>Reads the items of an array that were counted.</summary>
    /// <param name="array">The array, from its length to its terminator.</param>
    /// <param name="items">Room for exactly as many.</param>
    /// <returns>False if the codec does not read one of the values.</returns>
    public static bool TryRead(ReadOnlySpan<byte> array, Span<T> items)
    {
        ElementType type = TCodec.TypeOf(default!);
        int position = sizeof(int) + ShortestHead;
        for (int index = 0; index < items.Length; index++)
        {
            if (index is MostOfOneDigit or MostOfTwoDigits)
                position++;
            if (TCodec.TryReadPlain(type, array.Slice(position, TCodec.PlainSize), default, out items[index]) < 0)
                return false;
            position += TCodec.PlainSize + ShortestHead + (index >= MostOfOneDigit ? 1 : 0) + (index >= MostOfTwoDigits ? 1 : 0);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsHead(ref byte element, uint type, int index)
    {
        uint word = Unsafe.ReadUnaligned<uint>(ref element);
        if (index < MostOfOneDigit)
            return (word & ThreeBytes) == (type | Digit(index, 1));
        if (index < MostOfTwoDigits)
            return word == (type | Digit(index / 10, 1) | Digit(index % 10, 2));
        return word == (type | Digit(index / 100, 1) | Digit(index / 10 % 10, 2) | Digit(index % 10, 3)) && Unsafe.Add(ref element, sizeof(uint)) == 0;
    }

    private static uint Digit(int digit, int place) => ('0' + (uint)digit) << (8 * place);
}
