using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

/// <summary>What cannot be stored is refused with the member's path.</summary>
public class WriteErrorTests
{
    [Fact]
    public void A_lone_surrogate()
    {
        Account account = Samples.Account;
        account.Positions[1] = new Position { Name = "ab\uDC00c" };
        AssertRefused(account, "Account.Positions[1].Name: ", "U+DC00 at index 2");
    }

    [Fact]
    public void A_lone_surrogate_at_the_end_of_long_text()
    {
        Account account = Samples.Account;
        account.Tags = ["fine", new string('x', 5000) + "\uD800"];
        AssertRefused(account, "Account.Tags[1]: ", "U+D800 at index 5000");
    }

    [Fact]
    public void A_time_of_unspecified_kind()
    {
        Account account = Samples.Account;
        account.Opened = new DateTime(2024, 1, 1);
        AssertRefused(account, "Account.Opened: ", "unspecified kind");
    }

    [Fact]
    public void Null_where_there_is_none()
    {
        Account account = Samples.Account;
        account.Name = null!;
        AssertRefused(account, "Account.Name: ", "null");
        account = Samples.Account;
        account.Blob = null!;
        AssertRefused(account, "Account.Blob: ", "null");
        account = Samples.Account;
        account.Positions[0] = null!;
        AssertRefused(account, "Account.Positions[0]: ", "null");
        account = Samples.Account;
        account.Matrix = [[1], null!];
        AssertRefused(account, "Account.Matrix[1]: ", "null");
        account.Matrix = null!;
        AssertRefused(account, "Account.Matrix: ", "null");
        Assert.Throws<ArgumentNullException>(() => Samples.Encode<Account>(null!));
    }

    [Fact]
    public void A_cycle_of_references()
    {
        var node = new Node();
        node.Next = node;
        AssertRefused(node, "Node.Next.Next.Next.Next.Next.Next.Next.Next … Next.Next.Next.Next.Next.Next.Next.Next: nested", "100 levels");
        node.Next = null;
        node.Children.Add(node);
        AssertRefused(node, "Node.Children[0].Children[0].Children[0] … Children[0].Children[0]", "100 levels");
    }

    [Fact]
    public void As_many_levels_as_are_allowed_are_written_and_read()
    {
        Node? node = null;
        for (int i = 0; i < 99; i++)
            node = new Node { Next = node };
        byte[] document = Samples.Encode(node!);
        BsonValidation.Validate(document);
        Node? read = Node.Read(new DocumentView(document));
        int levels = 0;
        for (; read is not null; read = read.Next)
            levels++;
        Assert.Equal(99, levels);
    }

    [Fact]
    public void A_document_over_the_limit()
    {
        Account account = Samples.Account;
        account.Blob = new byte[BsonLimits.DefaultDocumentBytes];
        AssertRefused(account, "Account: ", "16777216 bytes");
        account.Blob = new byte[5 * BsonLimits.DefaultDocumentBytes];
        AssertRefused(account, "Account.Blob: ", "16777216 bytes");
    }

    [Fact]
    public void An_endless_collection_ends_at_the_limit()
    {
        static IEnumerable<string> Endless()
        {
            while (true)
                yield return "again";
        }
        var error = Assert.Throws<ArgumentException>(
            () => SingleElement.Write<IEnumerable<string>, ListInterfaceCodec<IEnumerable<string>, string, StringCodec>>(Endless()));
        Assert.Contains("16777216 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dictionary_of_ones_own_with_a_null_key()
    {
        IEnumerable<KeyValuePair<string, int>> entries = [KeyValuePair.Create("a", 1), KeyValuePair.Create((string)null!, 2)];
        Assert.Contains("key", Assert.Throws<ArgumentException>(() => WriteDictionary(entries)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_collection_of_ones_own_without_an_enumerator()
    {
        Assert.Contains("enumerator", Assert.Throws<ArgumentException>(() => WriteDictionary(new NoEnumerator<KeyValuePair<string, int>>())).Message, StringComparison.Ordinal);
        Assert.Contains(
            "enumerator",
            Assert.Throws<ArgumentException>(() => SingleElement.Write<IEnumerable<string>, ListInterfaceCodec<IEnumerable<string>, string, StringCodec>>(new NoEnumerator<string>())).Message,
            StringComparison.Ordinal);
    }

    private static byte[] WriteDictionary(IEnumerable<KeyValuePair<string, int>> entries) => SingleElement.Write<
        IEnumerable<KeyValuePair<string, int>>,
        DictionaryCodec<IEnumerable<KeyValuePair<string, int>>, string, int, StringFormat, Int32Codec, DictionaryInterfaceKind<IEnumerable<KeyValuePair<string, int>>, string, int>>>(entries);

    [Fact]
    public void The_writer_checks_where_it_is_told_to_write()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SetAt(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SetAt(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SetAt(int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => SetInBlock(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SetInBlock(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => SetInBlock(int.MaxValue));
        SetInBlock(4);
        Assert.Throws<ArgumentOutOfRangeException>(() => EndAt(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => EndAt(3));
        Assert.Throws<ArgumentException>(() => new DocumentWriter(new byte[16]).BeginDocument([0, 0, 0]));
    }

    private static void SetAt(int position)
    {
        var writer = new DocumentWriter(new byte[64]);
        writer.BeginDocument([0, 0, 0, 0]);
        writer.SetFixed<int, int, Int32Codec>(position, 1);
    }

    private static void SetInBlock(int offset)
    {
        var writer = new DocumentWriter(new byte[64]);
        writer.BeginFixed([0, 0, 0, 0, 0, 0, 0, 0]).Set<int, int, Int32Codec>(ref writer, offset, 1);
    }

    private static void EndAt(int start)
    {
        var writer = new DocumentWriter(new byte[64]);
        writer.BeginDocument([0, 0, 0, 0]);
        writer.EndDocument(start);
    }

    private sealed class NoEnumerator<T> : IEnumerable<T>
    {
        public IEnumerator<T> GetEnumerator() => null!;

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static void AssertRefused<T>(T value, string path, string problem)
        where T : ISharedObject<T>
    {
        var error = Assert.Throws<ArgumentException>(() => Samples.Encode(value));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        // The next one is not disturbed.
        Assert.Equal(Samples.Encode(new Position { Name = "next" }), Samples.Encode(new Position { Name = "next" }));
    }
}
