using ShmStore.Bson;

namespace ShmStore.Tests.Interchange;

/// <summary>A type as the generator would make it.</summary>
internal sealed record Point(int X, string Name) : ISharedObject<Point>
{
    private const int XOffset = 7;

    public static FixedLayout FixedLayout => new(
        [0, 0, 0, 0, 0x10, (byte)'X', 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]);

    public static bool IsImmutable => true;

    public static void Write(ref DocumentWriter writer, Point value)
    {
        int start = writer.BeginDocument([0, 0, 0, 0, 0x10, (byte)'X', 0, 0, 0, 0, 0]);
        writer.SetFixed<int, int, Int32Codec>(start + XOffset, value.X);
        writer.Element<string, StringCodec>("Name"u8, value.Name);
        writer.EndDocument(start);
    }

    public static Point Read(in DocumentView document) => new(
        document.GetFixed<int, int, Int32Codec>(XOffset, "X"u8, required: false),
        document.Get<string, StringCodec>("Name"u8, required: true));
}
