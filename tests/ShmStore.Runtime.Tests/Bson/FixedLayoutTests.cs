using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

public class FixedLayoutTests
{
    [Fact]
    public void Every_masked_byte_counts_and_no_other()
    {
        byte[] document = Samples.Encode(Samples.Account);
        int end = Account.FixedLayout.End;
        for (int i = 0; i < document.Length; i++)
        {
            byte[] changed = [.. document];
            changed[i] ^= 0x40;
            bool isValue = i >= end || AccountMask[i] == 0;
            Assert.Equal(isValue ? end : 0, Account.FixedLayout.Match(changed));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(40)]
    public void Prefixes_of_all_lengths_are_compared_whole(int nameLength)
    {
        var shape = new TestLayout();
        if (nameLength > 0)
            shape.Add(ElementType.Boolean, new string('n', nameLength), 1);
        byte[] document = [.. shape.Template, 0];
        var layout = new FixedLayout(shape.Template, shape.Mask);

        Assert.Equal(shape.Template.Length, layout.Match(document));
        Assert.Equal(0, layout.Match(document.AsSpan(0, document.Length - 1)));
        for (int i = 0; i < shape.Template.Length; i++)
        {
            byte[] changed = [.. document];
            changed[i] ^= 1;
            Assert.Equal(shape.Mask[i] == 0 ? shape.Template.Length : 0, layout.Match(changed));
        }
    }

    [Fact]
    public void Template_and_mask_must_fit()
    {
        Assert.Throws<ArgumentException>(() => new FixedLayout(new byte[8], new byte[7]).End);
        Assert.Throws<ArgumentException>(() => new FixedLayout(new byte[3], new byte[3]).End);
        Assert.Throws<ArgumentException>(() => new FixedLayout(new byte[65536], new byte[65536]).End);
    }

    // A field's name at the right place inside another field's value: why the whole prefix is compared.
    [Fact]
    public void A_name_inside_a_string_is_not_a_field()
    {
        var shape = new TestLayout();
        shape.Add(ElementType.Int32, "filler", 4);
        int qty = shape.Add(ElementType.Int32, "qty", 4);
        byte[] document = new BsonDocument("a", "xxxxx\u0010qty\u0000\u0001\u0002\u0003\u0004").ToBson();
        int inside = document.AsSpan().IndexOf("\u0010qty\0"u8) + 5;

        Assert.Equal(qty, inside);
        Assert.Equal(0, new FixedLayout(shape.Template, shape.Mask).Match(document));
        Assert.Equal(0, new DocumentView(document).GetFixed<int, int, Int32Codec>(qty, "qty"u8, required: false));
    }

    private static readonly byte[] AccountMask = BuildMask();

    private static byte[] BuildMask()
    {
        // The mask rebuilt from the offsets: every value byte is 0 but a UUID's length and subtype.
        byte[] mask = [.. Enumerable.Repeat((byte)0xFF, Account.FixedLayout.End)];
        (int Offset, int Width)[] values =
        [
            (0, 4), (Account.IdOffset, 12), (Account.ActiveOffset, 1), (Account.CountOffset, 4), (Account.DeltaOffset, 8), (Account.RatioOffset, 8),
            (Account.BalanceOffset, 16), (Account.OpenedOffset, 8), (Account.TokenOffset + 5, 16), (Account.ColorOffset, 4), (Account.WideOffset, 8),
        ];
        foreach ((int offset, int width) in values)
            mask.AsSpan(offset, width).Clear();
        return mask;
    }
}
