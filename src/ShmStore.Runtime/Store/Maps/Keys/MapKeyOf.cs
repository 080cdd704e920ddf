using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>Keys of one type, as bytes and back.</summary>
/// <typeparam name="TKey">string, int, long, Guid, <see cref="ObjectId"/>, an enum or byte[].</typeparam>
internal static class MapKeyOf<TKey>
{
    private static readonly bool IsUnsignedEnum = typeof(TKey).IsEnum
        && Type.GetTypeCode(typeof(TKey)) is TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32;

    /// <summary>How the keys are stored.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="TKey"/> is none of the supported types.</exception>
    public static KeyForm Form { get; } =
        typeof(TKey) == typeof(string) ? KeyForm.Text
        : typeof(TKey) == typeof(byte[]) ? KeyForm.Binary
        : typeof(TKey) == typeof(int) ? KeyForm.Int32
        : typeof(TKey) == typeof(long) || typeof(TKey).IsEnum ? KeyForm.Int64
        : typeof(TKey) == typeof(Guid) ? KeyForm.Uuid
        : typeof(TKey) == typeof(ObjectId) ? KeyForm.ObjectId
        : throw new NotSupportedException($"Keys of a map are string, int, long, Guid, ObjectId, byte[] or an enum, not {typeof(TKey)}.");

    /// <summary>Compares keys as maps do: by their bytes.</summary>
    public static IEqualityComparer<TKey> Comparer { get; } =
        typeof(TKey) == typeof(byte[]) ? (IEqualityComparer<TKey>)(object)new BytesComparer() : EqualityComparer<TKey>.Default;

    /// <summary>The key of these bytes.</summary>
    /// <exception cref="StoreFormatException">They are not a key of this type.</exception>
    public static TKey Decode(ReadOnlySpan<byte> bytes, string map)
    {
        if (Form is KeyForm.Text)
            return (TKey)(object)TextKey.Decode(bytes, map);
        if (Form is KeyForm.Binary)
            return (TKey)(object)bytes.ToArray();
        if (bytes.Length != WidthOf(Form))
            throw Damaged(map, $"a key of {bytes.Length} bytes where every key has {WidthOf(Form)}");
        if (typeof(TKey) == typeof(int))
            return Unsafe.BitCast<int, TKey>(MemoryMarshal.Read<int>(bytes));
        if (typeof(TKey) == typeof(Guid))
            return Unsafe.BitCast<Guid, TKey>(new Guid(bytes, bigEndian: true));
        return typeof(TKey) == typeof(ObjectId)
            ? Unsafe.BitCast<ObjectId, TKey>(MemoryMarshal.Read<ObjectIdRaw>(bytes).ToObjectId())
            : FromInt64(MemoryMarshal.Read<long>(bytes), map);
    }

    /// <summary>Refuses what cannot be a key, for who uses it later.</summary>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key is too long, or text that is not Unicode.</exception>
    public static void Check(TKey key)
    {
        // Without encoding it, where it is plain.
        if (typeof(TKey).IsValueType || (key is string { Length: <= EntryLayout.MaximumKey } text && Ascii.IsValid(text)))
            return;
        KeyBytes.Of(key).Dispose();
    }

    /// <summary>The key, for use after the caller has gone on or one of his functions was called, who may put something else into an array of bytes: that is copied.</summary>
    public static TKey Keep(TKey key) => key is byte[] bytes ? (TKey)bytes.Clone() : key;

    /// <summary>The key for a message: cut when it is long, and without control characters.</summary>
    public static string Display(TKey key) => key switch
    {
        string text => ShownKey.Of(text),
        byte[] bytes => ShownKey.Of(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => key?.ToString() ?? "null",
    };

    private static int WidthOf(KeyForm form) => form switch
    {
        KeyForm.Int32 => 4,
        KeyForm.Int64 => 8,
        KeyForm.ObjectId => 12,
        _ => 16,
    };

    /// <summary>The number of a key that is a long or an enum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToInt64(TKey key) => Unsafe.SizeOf<TKey>() switch
    {
        1 => IsUnsignedEnum ? Unsafe.BitCast<TKey, byte>(key) : Unsafe.BitCast<TKey, sbyte>(key),
        2 => IsUnsignedEnum ? Unsafe.BitCast<TKey, ushort>(key) : Unsafe.BitCast<TKey, short>(key),
        4 => IsUnsignedEnum ? Unsafe.BitCast<TKey, uint>(key) : Unsafe.BitCast<TKey, int>(key),
        _ => Unsafe.BitCast<TKey, long>(key),
    };

    private static TKey FromInt64(long number, string map)
    {
        TKey key = Unsafe.SizeOf<TKey>() switch
        {
            1 => Unsafe.BitCast<byte, TKey>((byte)number),
            2 => Unsafe.BitCast<ushort, TKey>((ushort)number),
            4 => Unsafe.BitCast<uint, TKey>((uint)number),
            _ => Unsafe.BitCast<long, TKey>(number),
        };
        return ToInt64(key) == number ? key : throw Damaged(map, string.Create(CultureInfo.InvariantCulture, $"the key {number}, which is outside {typeof(TKey)}"));
    }

    private static StoreFormatException Damaged(string map, string what) => new(StoreFormatReason.Corrupt, $"'{map}' has {what}.");
}
