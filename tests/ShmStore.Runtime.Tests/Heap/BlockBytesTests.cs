using ShmStore.Heap;

namespace ShmStore.Tests.Heap;

/// <summary>Bytes of every length are copied, and none beside them.</summary>
public sealed unsafe class BlockBytesTests
{
    private const int Longest = 2048;
    private const int Around = 64;
    private const byte Untouched = 0xA5;

    [Fact]
    public void Every_length_is_copied_and_nothing_beside_it()
    {
        byte[] source = new byte[Longest];
        new Random(1).NextBytes(source);
        byte[] destination = new byte[Longest + (2 * Around)];
        for (int length = 0; length <= Longest; length++)
        {
            Array.Fill(destination, Untouched);
            fixed (byte* first = destination)
            {
                BlockBytes.Copy(source.AsSpan(0, length), first + Around);
            }

            Assert.Equal(source.AsSpan(0, length), destination.AsSpan(Around, length));
            Assert.False(destination.AsSpan(0, Around).ContainsAnyExcept(Untouched) || destination.AsSpan(Around + length).ContainsAnyExcept(Untouched), $"{length} bytes");
        }
    }
}
