using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Types;

namespace ShmStore.Tests.Interchange;

/// <summary>Deep objects through MongoDB.Bson's serializers, on a thread with a third of the stack that its nested exceptions take. An overflow ends the test process.</summary>
public sealed class SmallStackTests
{
    private const int StackBytes = 320 * 1024;

    public sealed class Node
    {
        public int Number { get; set; }

        public List<Node>? Children { get; set; }
    }

    [Fact]
    public void An_endless_object_is_refused() => OnSmallStack(static () =>
    {
        var endless = new Node();
        endless.Children = [endless];
        var error = Assert.Throws<ArgumentException>(() => SharedObject.FromObject(endless));
        Assert.IsType<BsonSerializationException>(error.InnerException);
        Assert.Contains("Maximum serialization depth exceeded", error.Message, StringComparison.Ordinal);
        Oracle.RefusesToWrite<Node, MongoCodec<Node>>(endless);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(50)]
    public void What_is_deep_is_written_and_read(int nodes) => OnSmallStack(() =>
    {
        Node read = SharedObject.FromObject(Chain(nodes)).Get<Node>();
        for (int level = 1; level <= nodes; level++)
        {
            Assert.Equal(level, read.Number);
            read = level < nodes ? Assert.Single(read.Children!) : read;
        }
        Assert.Null(read.Children);
    });

    [Fact]
    public void What_is_too_deep_by_one_level_is_refused() => OnSmallStack(static () => Assert.Throws<ArgumentException>(static () => SharedObject.FromObject(Chain(51))));

    [Fact]
    public void What_cannot_be_read_at_the_innermost_level_is_an_error_that_names_it() => OnSmallStack(static () =>
    {
        var document = new BsonDocument("Number", "text");
        for (int level = 1; level < 50; level++)
            document = new BsonDocument { { "Number", level }, { "Children", new BsonArray { document } } };
        var error = Assert.Throws<SharedStoreException>(() => SharedObject.FromObject(document).Get<Node>());
        Assert.Contains("deserializing the Number property", error.Message, StringComparison.Ordinal);
    });

    private static Node Chain(int nodes)
    {
        Node? node = null;
        for (int number = nodes; number >= 1; number--)
            node = new Node { Number = number, Children = node is null ? null : [node] };
        return node!;
    }

    private static void OnSmallStack(Action test)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(test), StackBytes);
        thread.Start();
        thread.Join();
        if (failure is not null)
            Assert.Fail(failure.ToString());
    }
}
