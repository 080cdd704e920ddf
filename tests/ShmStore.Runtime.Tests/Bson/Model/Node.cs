using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Model;

/// <summary>A recursive type.</summary>
internal sealed class Node : ISharedObject<Node>
{
    private static readonly byte[] Template = [0, 0, 0, 0];

    public Node? Next { get; set; }

    public List<Node> Children { get; set; } = [];

    public static FixedLayout FixedLayout => new(Template, Template);

    public static bool IsImmutable => false;

    public static void Write(ref DocumentWriter writer, Node value)
    {
        int start = writer.BeginDocument(Template);
        writer.Element<Node?, NullableReferenceCodec<Node, ObjectCodec<Node>>>("Next"u8, value.Next);
        writer.Element<List<Node>, ListCodec<Node, ObjectCodec<Node>>>("Children"u8, value.Children);
        writer.EndDocument(start);
    }

    public static Node Read(in DocumentView document)
    {
        TailCursor tail = document.Tail();
        var node = new Node { Next = tail.Next<Node?, NullableReferenceCodec<Node, ObjectCodec<Node>>>("Next"u8, required: false) };
        if (tail.TryNext<List<Node>, ListCodec<Node, ObjectCodec<Node>>>("Children"u8, out List<Node>? children))
            node.Children = children;
        return node;
    }
}
