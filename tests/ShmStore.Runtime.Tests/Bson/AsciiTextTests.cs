using System.Text;
using ShmStore.Bson;

namespace ShmStore.Tests.Bson;

public sealed class AsciiTextTests
{
    private const int Longest = 80;

    [Fact]
    public void A_text_is_its_bytes_and_no_others()
    {
        for (int length = 0; length <= Longest; length++)
        {
            // In the middle of other bytes, which do not count.
            byte[] buffer = [.. Enumerable.Repeat((byte)'U', length + 64)];
            Span<byte> bytes = buffer.AsSpan(32, length);
            for (int i = 0; i < length; i++)
                bytes[i] = (byte)('!' + (i % 90));
            string text = Encoding.ASCII.GetString(bytes);
            Assert.True(AsciiText.Is(text, bytes));
            Assert.False(AsciiText.Is(text + 'U', bytes));
            Assert.False(AsciiText.Is(text, buffer.AsSpan(32, length + 1)));
            for (int i = 0; i < length; i++)
            {
                for (int bit = 0; bit < 8; bit++)
                {
                    bytes[i] ^= (byte)(1 << bit);
                    Assert.False(AsciiText.Is(text, bytes), $"bit {bit} of byte {i} of {length}");
                    bytes[i] ^= (byte)(1 << bit);
                }
            }
        }
    }
}
