using CsCheck;
using MongoDB.Bson;
using MongoDB.Bson.Serialization.Serializers;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Enums, UUIDs and object ids in other forms than the default one.</summary>
public class EnumAndIdentifierTests
{
    [Fact]
    public void Enums_as_names()
    {
        foreach (DayOfWeek v in new[] { DayOfWeek.Sunday, DayOfWeek.Friday, (DayOfWeek)9, (DayOfWeek)(-1) })
            Oracle.AssertSame<DayOfWeek, EnumTextCodec<DayOfWeek>>(v, new EnumSerializer<DayOfWeek>(BsonType.String));
        for (int flags = 0; flags < 64; flags++)
        {
            var v = (System.Text.RegularExpressions.RegexOptions)flags;
            Oracle.AssertSame<System.Text.RegularExpressions.RegexOptions, EnumTextCodec<System.Text.RegularExpressions.RegexOptions>>(
                v, new EnumSerializer<System.Text.RegularExpressions.RegexOptions>(BsonType.String));
        }
        Assert.Equal(DayOfWeek.Friday, SingleElement.Read<DayOfWeek, EnumTextCodec<DayOfWeek>>(5));
        Oracle.OutOfRange<DayOfWeek, EnumTextCodec<DayOfWeek>>("friday");
        Oracle.OutOfRange<DayOfWeek, EnumTextCodec<DayOfWeek>>(new string('x', 5000));
        Oracle.Mismatch<DayOfWeek, EnumTextCodec<DayOfWeek>>(true);
    }

    [Fact]
    public void Narrow_enums_as_longs() =>
        Oracle.AssertFixed<DayOfWeek, long, EnumInt64Codec<DayOfWeek>>(DayOfWeek.Friday, new EnumSerializer<DayOfWeek>(BsonType.Int64));

    [Fact]
    public void Guids_in_legacy_orders() => Gen.Guid.Sample(v =>
    {
        Oracle.AssertFixed<Guid, LegacyUuidRaw, LegacyGuidCodec<CSharpGuidOrder>>(v, new GuidSerializer(GuidRepresentation.CSharpLegacy));
        Oracle.AssertFixed<Guid, LegacyUuidRaw, LegacyGuidCodec<JavaGuidOrder>>(v, new GuidSerializer(GuidRepresentation.JavaLegacy));
        Oracle.AssertFixed<Guid, LegacyUuidRaw, LegacyGuidCodec<PythonGuidOrder>>(v, new GuidSerializer(GuidRepresentation.PythonLegacy));
        Oracle.AssertFixed<Guid, UuidRaw, GuidCodec>(v, new GuidSerializer(GuidRepresentation.Standard));
        Oracle.AssertSame<Guid, TextCodec<Guid, GuidFormat>>(v, new GuidSerializer(BsonType.String));
    });

    [Fact]
    public void Guids_of_another_subtype_are_refused()
    {
        Oracle.Mismatch<Guid, LegacyGuidCodec<CSharpGuidOrder>>(new BsonBinaryData(Guid.Empty, GuidRepresentation.Standard));
        Oracle.Mismatch<Guid, LegacyGuidCodec<CSharpGuidOrder>>(new BsonBinaryData([1]));
        Oracle.Mismatch<Guid, LegacyGuidCodec<CSharpGuidOrder>>("x");
        Assert.Throws<BsonFormatException>(() => LegacyGuidCodec<CSharpGuidOrder>.FromRaw(default));
        Oracle.OutOfRange<Guid, TextCodec<Guid, GuidFormat>>("00112233");
        Oracle.Mismatch<Guid, TextCodec<Guid, GuidFormat>>(1);
    }

    [Fact]
    public void Object_ids_and_strings() => Gen.Byte.Array[12].Sample(bytes =>
    {
        var v = new ObjectId(bytes);
        Oracle.AssertSame<ObjectId, TextCodec<ObjectId, ObjectIdFormat>>(v, new ObjectIdSerializer(BsonType.String));
        Oracle.AssertSame<string, ObjectIdStringCodec>(v.ToString(), new StringSerializer(BsonType.ObjectId));
        Assert.Equal(v.ToString(), ObjectIdStringCodec.FromRaw(ObjectIdStringCodec.ToRaw(v.ToString())));
        Assert.Equal(v, new DocumentView(new BsonDocument("v", v).ToBson()).GetView<ObjectId, ObjectIdStringCodec>("v"u8, required: true));
    });

    [Fact]
    public void Text_that_is_no_object_id_is_refused()
    {
        Oracle.RefusesToWrite<string, ObjectIdStringCodec>("bad");
        Oracle.RefusesToWrite<string, ObjectIdStringCodec>("0123456789abcdef0123456g");
        Oracle.RefusesToWrite<string, ObjectIdStringCodec>(null!);
        Oracle.Mismatch<string, ObjectIdStringCodec>("0123456789abcdef01234567");
        Oracle.OutOfRange<ObjectId, TextCodec<ObjectId, ObjectIdFormat>>("0123456789abcdef0123456g");
        Oracle.OutOfRange<ObjectId, TextCodec<ObjectId, ObjectIdFormat>>("01");
    }

    [Fact]
    public void Booleans_and_characters_as_text()
    {
        Oracle.AssertSame<bool, TextCodec<bool, BooleanFormat>>(true, Oracle.As<bool>(BsonType.String));
        Oracle.AssertSame<bool, TextCodec<bool, BooleanFormat>>(false, Oracle.As<bool>(BsonType.String));
        Gen.Char.Where(c => !char.IsSurrogate(c)).Sample(v => Oracle.AssertSame<char, TextCodec<char, CharFormat>>(v, Oracle.As<char>(BsonType.String)));
        Oracle.RefusesToWrite<char, TextCodec<char, CharFormat>>('\ud800');
        Oracle.OutOfRange<char, TextCodec<char, CharFormat>>("");
        Oracle.OutOfRange<char, TextCodec<char, CharFormat>>("ab");
        Oracle.OutOfRange<char, TextCodec<char, CharFormat>>("😀");
        Oracle.OutOfRange<bool, TextCodec<bool, BooleanFormat>>("True");
    }
}
