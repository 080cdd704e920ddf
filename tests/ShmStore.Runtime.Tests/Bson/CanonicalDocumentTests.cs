using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

public class CanonicalDocumentTests
{
    [Fact]
    public void Encodes_the_bytes_that_MongoDB_Bson_encodes()
    {
        Account account = Samples.Account;
        Assert.Equal(Samples.Document(account).ToBson(), Samples.Encode(account));
    }

    [Fact]
    public void Encodes_default_values_and_nulls()
    {
        var account = new Account();
        Assert.Equal(Samples.Document(account).ToBson(), Samples.Encode(account));
    }

    [Fact]
    public void Reads_back_what_it_wrote_from_its_fixed_prefix()
    {
        byte[] document = Samples.Encode(Samples.Account);
        DocumentView view = DocumentView.Of<Account>(document);

        Assert.Equal(Account.FixedLayout.End, view.FixedPrefix);
        Samples.AssertSame(Samples.Account, Account.Read(view));
    }

    [Fact]
    public void Reads_the_same_when_nothing_is_known_of_the_layout() =>
        Samples.AssertSame(Samples.Account, Account.Read(new DocumentView(Samples.Encode(Samples.Account))));

    [Fact]
    public void Passes_validation() => BsonValidation.Validate(Samples.Encode(Samples.Account));

    [Fact]
    public void Grows_its_buffer_for_large_values()
    {
        Account account = Samples.Account;
        account.Name = new string('x', 300_000) + "ü" + new string('y', 300_000);
        account.Blob = new byte[2_000_000];
        byte[] document = Samples.Encode(account);

        Assert.Equal(Samples.Document(account).ToBson(), document);
        Samples.AssertSame(account, Account.Read(DocumentView.Of<Account>(document)));
    }

    [Fact]
    public void Numbers_array_items_in_decimal()
    {
        int[] items = Enumerable.Range(0, 1234).ToArray();
        byte[] document = SingleElement.Write<int[], ArrayCodec<int, Int32Codec>>(items);

        Assert.Equal(new BsonDocument("v", new BsonArray(items)).ToBson(), document);
        Assert.Equal(items, SingleElement.Read<int[], ArrayCodec<int, Int32Codec>>(document));
        Assert.Equal(items, SingleElement.Read<List<int>, ListCodec<int, Int32Codec>>(document));
        Assert.Equal(items, SingleElement.Read<IReadOnlyList<int>, ListInterfaceCodec<IReadOnlyList<int>, int, Int32Codec>>(document));
    }

    [Fact]
    public void Writes_any_collection_through_its_interface()
    {
        byte[] expected = new BsonDocument("v", new BsonArray(new[] { "a", "b" })).ToBson();
        IEnumerable<string>[] shapes = [new[] { "a", "b" }, new List<string> { "a", "b" }, new LinkedList<string>(["a", "b"])];
        foreach (IEnumerable<string> shape in shapes)
            Assert.Equal(expected, SingleElement.Write<IEnumerable<string>, ListInterfaceCodec<IEnumerable<string>, string, StringCodec>>(shape));
    }

    [Fact]
    public void Encoders_can_be_nested_and_used_again()
    {
        using var outer = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        ReadOnlySpan<byte> first = outer.Encode(Samples.Account);
        byte[] copy = first.ToArray();
        using (var inner = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]))
            inner.Encode(new Position { Name = "inner" });
        Assert.Equal(copy, first.ToArray());
        Assert.Equal(Samples.Encode(new Position { Name = "p" }), outer.Encode(new Position { Name = "p" }).ToArray());
    }
}
