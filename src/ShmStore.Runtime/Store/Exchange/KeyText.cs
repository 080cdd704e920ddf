using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MongoDB.Bson;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Exchange;

/// <summary>Keys of maps as text, in the names of the packed form.</summary>
internal static class KeyText
{
    /// <summary>The text of a key.</summary>
    public static string Of<TKey>(TKey key, string map)
        where TKey : notnull
    {
        using var bytes = KeyBytes.OfAny(key);
        return Write(MapKeyOf<TKey>.Form, bytes.Value, map);
    }

    /// <summary>The text of a stored key.</summary>
    /// <exception cref="StoreFormatException">The bytes are not a key of this form.</exception>
    public static string Write(KeyForm form, ReadOnlySpan<byte> key, string map) => form switch
    {
        KeyForm.Text => MapKeyOf<string>.Decode(key, map),
        KeyForm.Binary => Convert.ToHexStringLower(key),
        KeyForm.Int32 => MapKeyOf<int>.Decode(key, map).ToString(CultureInfo.InvariantCulture),
        KeyForm.Int64 => MapKeyOf<long>.Decode(key, map).ToString(CultureInfo.InvariantCulture),
        KeyForm.Uuid => MapKeyOf<Guid>.Decode(key, map).ToString(),
        _ => MapKeyOf<ObjectId>.Decode(key, map).ToString(),
    };

    /// <summary>The stored key of a text.</summary>
    /// <exception cref="FormatException">It is not a text that <see cref="Write"/> gives for this form.</exception>
    public static byte[] Parse(KeyForm form, string text, string map)
    {
        byte[]? key = TryParse(form, text);

        // Other spellings of the same key would make two entries one.
        return key is not null && Write(form, key, map) == text ? key : throw new FormatException($"{ShownKey.Of(text)} is not a key of '{map}' as it is exported{HowExported(form)}.");
    }

    /// <summary>The stored key of a text, whose hexadecimal digits may be of either case: for who looks up one entry.</summary>
    /// <exception cref="FormatException">See <see cref="Parse"/>.</exception>
    public static byte[] ParseEitherCase(KeyForm form, string text, string map) =>
        Parse(form, form is KeyForm.Binary or KeyForm.Uuid or KeyForm.ObjectId ? text.ToLowerInvariant() : text, map);

    private static string HowExported(KeyForm form) => form switch
    {
        KeyForm.Int32 or KeyForm.Int64 => ", which is a decimal number, of an enum too",
        KeyForm.Binary => ", which is bytes in hexadecimal",
        KeyForm.Uuid => ", which is a Guid with hyphens",
        KeyForm.ObjectId => ", which is 24 hexadecimal digits",
        _ => "",
    };

    private static byte[]? TryParse(KeyForm form, string text)
    {
        switch (form)
        {
            case KeyForm.Text:
                return Encoding.UTF8.GetBytes(text);
            case KeyForm.Binary:
                byte[] bytes = new byte[text.Length / 2];
                return Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
            case KeyForm.Int32:
                byte[] number = new byte[sizeof(int)];
                bool isInt32 = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int int32);
                BinaryPrimitives.WriteInt32LittleEndian(number, int32);
                return isInt32 ? number : null;
            case KeyForm.Int64:
                byte[] wide = new byte[sizeof(long)];
                bool isInt64 = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long int64);
                BinaryPrimitives.WriteInt64LittleEndian(wide, int64);
                return isInt64 ? wide : null;
            case KeyForm.Uuid:
                return Guid.TryParseExact(text, "D", out Guid guid) ? guid.ToByteArray(bigEndian: true) : null;
            default:
                return ObjectId.TryParse(text, out ObjectId id) ? id.ToByteArray() : null;
        }
    }
}
