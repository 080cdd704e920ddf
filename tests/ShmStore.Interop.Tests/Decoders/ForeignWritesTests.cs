using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Interop.Tests.Decoders;

/// <summary>What other encoders write is read here, whatever order and widths they choose.</summary>
public sealed class ForeignWritesTests
{
    public static TheoryData<string> Codecs => ForeignCodecs.Names;

    [Theory]
    [MemberData(nameof(Codecs))]
    public async Task The_shared_set(string name)
    {
        ForeignCodec codec = ForeignCodecs.Find(name);
        var documents = SharedSet.Of(Random.Shared.Next())
            .Where(document => KnownDifferences.IsWritten(codec, document.Name, document.Expected)).ToList();
        byte[][] written = await codec.EncodeAsync(documents.Select(document => NpmPackage.ToJson(document.Expected)));
        foreach (var (document, bytes) in documents.Zip(written))
        {
            BsonDocument expected = KnownDifferences.Read(codec, document.Expected)!;
            BsonDocument read = SharedObject.FromMemoryArray(bytes, new MemoryBounds(0, bytes.Length)).ToBsonDocument();
            Assert.Equal($"{document.Name}: {NpmPackage.ToJson(expected)}", $"{document.Name}: {NpmPackage.ToJson(read)}");
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public async Task Orders_are_read_as_their_type(string name)
    {
        var random = new Random(7);
        Order[] orders = [Orders.Native, .. Enumerable.Range(0, 50).Select(_ => Orders.Next(random))];
        byte[][] written = await ForeignCodecs.Find(name).EncodeAsync(orders.Select(order => NpmPackage.ToJson(Orders.Document(order))));
        foreach (var (order, bytes) in orders.Zip(written))
            Assert.Equivalent(order, SharedObject.FromMemoryArray(bytes, new MemoryBounds(0, bytes.Length)).Get<Order>(), strict: true);
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public async Task Native_values_are_read_as_their_type(string name)
    {
        byte[][] written = await ForeignCodecs.Find(name).NativeAsync();
        Assert.NotEmpty(written);
        foreach (byte[] bytes in written)
        {
            // None of them has our order; all members are found by name.
            Assert.Equal(0, Order.Layout.Fixed.Match(bytes));
            Order order = SharedObject.FromMemoryArray(bytes, new MemoryBounds(0, bytes.Length)).Get<Order>();
            Assert.Equivalent(Orders.Native, order, strict: true);
            AssertView(new Order.View(new DocumentView(bytes)));
        }
    }

    private static void AssertView(Order.View view)
    {
        Order expected = Orders.Native;
        Assert.Equal(
            (expected.Id, expected.Active, expected.Count, expected.Delta, expected.Ratio, expected.Balance, expected.Opened, expected.Token, expected.Side, expected.Limit),
            (view.Id, view.Active, view.Count, view.Delta, view.Ratio, view.Balance, view.Opened, view.Token, view.Side, view.Limit));
        Assert.True(view.Name == expected.Name && view.Note == expected.Note && view.Main.Label == "main" && view.Blob.SequenceEqual(expected.Blob));
        Assert.Equal((2, 1L << 53, 2, -5_000_000_000), (view.Legs.Count, view.Legs[1].Quantity, view.Tags.Count, view.Matrix[2][0]));
    }
}
