using ShmStore.Bson;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Evolution;

/// <summary><see cref="Sample"/> with a fixed member and a tail member appended.</summary>
internal sealed record SampleV2(string Text, long Number, double Half, long Extra, string? Note) : ISharedObject<SampleV2>
{
    public const int ExtraOffset = 41;

    private static readonly byte[] Template = [.. V1.Template, 0x12, .. "Extra\0"u8, .. new byte[8]];

    private static readonly byte[] Mask = [.. V1.Mask, .. Enumerable.Repeat((byte)255, 7), .. new byte[8]];

    static FixedLayout ISharedObject<SampleV2>.FixedLayout => new(Template, Mask);

    static bool ISharedObject<SampleV2>.IsImmutable => true;

    /// <summary>The schema with the fields of this type, for a key of the old name.</summary>
    public static StoreSchema Schema { get; } = SampleSchema.Parse(Document());

    /// <summary>That schema as a document: two fields and two keys more.</summary>
    public static MongoDB.Bson.BsonDocument Document()
    {
        MongoDB.Bson.BsonDocument document = SampleSchema.Document();
        document["types"][0]["fields"].AsBsonArray.Add(SampleSchema.Field("Extra", "int64", ExtraOffset));
        document["types"][0]["fields"].AsBsonArray.Add(SampleSchema.Field("Note", "string?"));
        document["keys"].AsBsonArray.Add(SampleSchema.Key("E", "entry", "Tests.Sample"));
        document["keys"].AsBsonArray.Add(SampleSchema.Key("F", "atomic", "int64"));
        return document;
    }

    /// <summary>A value with everything set.</summary>
    public static SampleV2 Of(long number) => new(Sample.Of(number).Text, number, number / 2.0, -number, $"note {number}");

    static void ISharedObject<SampleV2>.Write(ref DocumentWriter writer, SampleV2 value)
    {
        int start = writer.BeginDocument(Template);
        writer.SetFixed<long, long, Int64Codec>(start + Sample.NumberOffset, value.Number);
        writer.SetFixed<double, double, DoubleCodec>(start + Sample.HalfOffset, value.Half);
        writer.SetFixed<long, long, Int64Codec>(start + ExtraOffset, value.Extra);
        writer.Element<string, StringCodec>("Text"u8, value.Text);
        writer.Element<string?, NullableReferenceCodec<string, StringCodec>>("Note"u8, value.Note);
        writer.EndDocument(start);
    }

    static SampleV2 ISharedObject<SampleV2>.Read(in DocumentView document)
    {
        long number = document.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false);
        double half = document.GetFixed<double, double, DoubleCodec>(Sample.HalfOffset, "Half"u8, false);
        long extra = document.GetFixed<long, long, Int64Codec>(ExtraOffset, "Extra"u8, false);
        var tail = document.Tail();
        string text = tail.Next<string, StringCodec>("Text"u8, true);
        return new SampleV2(text, number, half, extra, tail.Next<string?, NullableReferenceCodec<string, StringCodec>>("Note"u8, false));
    }

    private static class V1
    {
        public static readonly byte[] Template = TemplateOf<Sample>();

        public static readonly byte[] Mask = [.. Enumerable.Range(0, Template.Length).Select(static i => (byte)(IsValue(i) ? 0 : 255))];

        private static byte[] TemplateOf<T>()
            where T : ISharedObject<T> => T.FixedLayout.Template.ToArray();

        private static bool IsValue(int i) => i < 4 || (i >= Sample.NumberOffset && i < Sample.NumberOffset + 8) || (i >= Sample.HalfOffset && i < Sample.HalfOffset + 8);
    }
}
