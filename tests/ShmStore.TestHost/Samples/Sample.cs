using ShmStore.Bson;

namespace ShmStore.TestHost.Samples;

/// <summary>An object type as the generator would implement it: two fixed members, one in the tail. Every value of it is <see cref="IsWhole"/>, so that a torn or mixed read shows.</summary>
public sealed record Sample(string Text, long Number, double Half) : ISharedObject<Sample>
{
    public const int NumberOffset = 12;
    public const int HalfOffset = 26;

    private static ReadOnlySpan<byte> Template =>
        [0, 0, 0, 0, 0x12, (byte)'N', (byte)'u', (byte)'m', (byte)'b', (byte)'e', (byte)'r', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01, (byte)'H', (byte)'a', (byte)'l', (byte)'f', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static ReadOnlySpan<byte> Mask =>
        [0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>True when all members belong together.</summary>
    public bool IsWhole => Half == Number / 2.0 && Text.Length > 0 && Text.AsSpan().IndexOfAnyExcept(CharOf(Number)) < 0;

    static FixedLayout ISharedObject<Sample>.FixedLayout => new(Template, Mask);

    static bool ISharedObject<Sample>.IsImmutable => true;

    /// <summary>A whole value.</summary>
    public static Sample Of(long number, int length = 16) => new(new string(CharOf(number), length), number, number / 2.0);

    static void ISharedObject<Sample>.Write(ref DocumentWriter writer, Sample value)
    {
        int start = writer.BeginDocument(Template);
        writer.SetFixed<long, long, Int64Codec>(start + NumberOffset, value.Number);
        writer.SetFixed<double, double, DoubleCodec>(start + HalfOffset, value.Half);
        writer.Element<string, StringCodec>("Text"u8, value.Text);
        writer.EndDocument(start);
    }

    static Sample ISharedObject<Sample>.Read(in DocumentView document)
    {
        long number = document.GetFixed<long, long, Int64Codec>(NumberOffset, "Number"u8, false);
        double half = document.GetFixed<double, double, DoubleCodec>(HalfOffset, "Half"u8, false);
        var tail = document.Tail();
        return new Sample(tail.Next<string, StringCodec>("Text"u8, true), number, half);
    }

    /// <summary>Bytes of the document of a value whose text has so many characters.</summary>
    public static int LengthOf(int length) => Template.Length + "\x02Text\0".Length + sizeof(int) + length + 2;

    private static char CharOf(long number) => (char)('a' + (number % 26));

    /// <summary>The view the generator would emit.</summary>
    public readonly ref struct View(DocumentView document) : ISharedView<View>
    {
        private readonly DocumentView _document = document;

        public long Number => _document.GetFixed<long, long, Int64Codec>(NumberOffset, "Number"u8, false);

        public double Half => _document.GetFixed<double, double, DoubleCodec>(HalfOffset, "Half"u8, false);

        /// <summary>As <see cref="Sample.IsWhole"/>, in place.</summary>
        public bool IsWhole
        {
            get
            {
                ReadOnlySpan<byte> text = Text.Utf8;
                return Half == Number / 2.0 && text.Length > 0 && text.IndexOfAnyExcept((byte)CharOf(Number)) < 0;
            }
        }

        public Utf8View Text => _document.GetView<Utf8View, StringCodec>("Text"u8, true);

        static View ISharedView<View>.Create(DocumentView document) => new(document);

        static View IBsonView<View>.View(ElementView element) => new(new DocumentView(element.Value));
    }
}
