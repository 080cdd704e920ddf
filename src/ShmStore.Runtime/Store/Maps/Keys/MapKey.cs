using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Store.Maps;

/// <summary>Turns keys of any supported type into the words that are looked for.</summary>
internal static unsafe class MapKey
{
    /// <summary>The two words of a key that has at most 16 bytes and needs no buffer; otherwise <see cref="KeyBytes"/> has it.</summary>
    /// <remarks>No member of a generic class is touched for text: code that is shared by all classes would have to look it up at every call.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWords<TKey>(TKey key, out ulong first, out ulong second, out int length)
    {
        if (!typeof(TKey).IsValueType)
        {
            if (key is string text)
            {
                length = text.Length;
                return TextKey.TryWords(text, out first, out second);
            }

            first = second = 0;
            length = 0;
            return false;
        }

        if (typeof(TKey) == typeof(int))
        {
            length = sizeof(int);
            first = second = Unsafe.BitCast<TKey, uint>(key);
        }
        else if (typeof(TKey) == typeof(Guid))
        {
            length = sizeof(Guid);
            ulong* words = stackalloc ulong[2];
            Unsafe.BitCast<TKey, Guid>(key).TryWriteBytes(new Span<byte>(words, length), bigEndian: true, out _);
            first = words[0];
            second = words[1];
        }
        else if (typeof(TKey) == typeof(ObjectId))
        {
            var raw = ObjectIdRaw.FromObjectId(Unsafe.BitCast<TKey, ObjectId>(key));
            length = sizeof(ObjectIdRaw);
            (first, second) = KeyHash.Words(MemoryMarshal.AsBytes(new ReadOnlySpan<ObjectIdRaw>(in raw)));
        }
        else
        {
            length = sizeof(long);
            first = second = (ulong)MapKeyOf<TKey>.ToInt64(key);
        }

        return true;
    }
}
