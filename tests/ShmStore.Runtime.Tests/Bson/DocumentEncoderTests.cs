using System.Buffers;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

/// <summary>The buffers that objects are encoded into.</summary>
public sealed class DocumentEncoderTests
{
    private static readonly int[] Pooled = [4096, 16384, 65536, 131072, 262144, 524288, 1048576];

    [Theory]
    [InlineData(DocumentEncoder.StackBytes)]
    [InlineData(4096)]
    [InlineData(16384)]
    [InlineData(1 << 20)]
    public void Documents_of_every_length_about_that_of_a_buffer(int length)
    {
        Span<byte> buffer = stackalloc byte[DocumentEncoder.StackBytes];
        foreach (char character in "aä€")
        {
            for (int characters = Math.Max(0, (length / 3) - 80); characters <= length + 3; characters += characters % 100 == 99 ? length / 3 : 1)
            {
                var position = new Position { Name = new string(character, characters) };
                using var encoder = new DocumentEncoder(buffer);
                ReadOnlySpan<byte> document = encoder.Encode(position);
                BsonValidation.Validate(document);
                Assert.Equal(position.Name, new DocumentView(document).Get<string, StringCodec>("Name"u8, required: true));
            }
        }
    }

    [Fact]
    public void What_fails_on_the_way_gives_no_buffer_back_twice()
    {
        Span<byte> buffer = stackalloc byte[DocumentEncoder.StackBytes];
        for (int i = 0; i < 20; i++)
        {
            using var encoder = new DocumentEncoder(buffer);
            encoder.Encode(new Position { Name = new string('a', 100_000) });
            ArgumentException? error = null;
            try
            {
                encoder.Encode(new Position { Name = new string('b', 900_000) + "\ud800" });
            }
            catch (ArgumentException thrown)
            {
                error = thrown;
            }

            Assert.NotNull(error);
        }

        // An array that was given back twice is rented twice.
        HashSet<byte[]> rented = new(ReferenceEqualityComparer.Instance);
        foreach (int length in Pooled)
        {
            for (int i = 0; i < 20; i++)
                Assert.True(rented.Add(ArrayPool<byte>.Shared.Rent(length)), $"An array of {length} bytes was rented twice.");
        }

        foreach (byte[] array in rented)
            ArrayPool<byte>.Shared.Return(array);
    }

    [Fact]
    public void Large_buffers_are_given_back()
    {
        var position = new Position { Name = new string('a', 100_000) };
        Allocations.AssertNone(() =>
        {
            using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
            return encoder.Encode(position).Length;
        });
    }
}
