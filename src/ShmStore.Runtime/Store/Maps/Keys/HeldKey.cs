using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MongoDB.Bson;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <summary>A key that an entry was looked up by, kept without a copy so that the entry can be found again.</summary>
internal readonly ref struct HeldKey
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly int _length;
    private readonly KeyForm _form;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private HeldKey(KeyForm form, ReadOnlySpan<byte> source)
    {
        _form = form;
        _source = source;
    }

    private HeldKey(KeyForm form, ulong first, ulong second, int length)
    {
        _form = form;
        _first = first;
        _second = second;
        _length = length;
    }

    /// <summary>A text key, as UTF-16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HeldKey Text(ReadOnlySpan<char> key) => new(KeyForm.Text, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(key)), key.Length));

    /// <summary>A key of bytes, which may also be the UTF-8 of a text.</summary>
    public static HeldKey Bytes(ReadOnlySpan<byte> key) => new(KeyForm.Binary, key);

    /// <summary>A key of any type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HeldKey Of<TKey>(TKey key)
    {
        if (!typeof(TKey).IsValueType)
            return key is string text ? Text(text) : Bytes((byte[])(object)key!);
        MapKey.TryWords(key, out ulong first, out ulong second, out int length);
        return new HeldKey(MapKeyOf<TKey>.Form, first, second, length);
    }

    /// <summary>Finds the key's entry.</summary>
    /// <inheritdoc cref="MapReader.TryFindShort{TExtent}"/>
    public bool TryFind(MapReader map, out MapPlace place)
    {
        if (_form is not (KeyForm.Text or KeyForm.Binary))
            return map.TryFindShort<BlockStart>(_first, _second, _length, out place);
        if (_form is KeyForm.Text && TextKey.TryWords(Characters, out ulong first, out ulong second))
            return map.TryFindShort<BlockStart>(first, second, _source.Length, out place);
        using KeyBytes bytes = _form is KeyForm.Text ? KeyBytes.Of(Characters) : KeyBytes.Of(_source);
        return map.TryFindBytes<BlockStart>(bytes.Value, out place);
    }

    /// <summary>Finds the key's entry and reads it; again, if it was replaced in between.</summary>
    /// <returns>False if there is none.</returns>
    /// <inheritdoc cref="MapReader.TryFindShort{TExtent}"/>
    public bool TryRead<TReader, TResult>(MapReader map, scoped ref TReader reader, [MaybeNullWhen(false)] out TResult result, out MapPlace place)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        int attempt = 0;
        while (TryFind(map, out place))
        {
            if (map.TryRead(in place, ref reader, out result))
                return true;
            map.Retry(ref attempt);
        }

        result = default;
        return false;
    }

    /// <summary>The key for a message.</summary>
    public override string ToString()
    {
        if (_form is KeyForm.Text)
            return MapKeyOf<string>.Display(Characters.ToString());
        if (_form is KeyForm.Binary)
            return MapKeyOf<byte[]>.Display(_source.ToArray());
        Span<byte> bytes = stackalloc byte[_length];
        new KeyProbe(_first, _second, _length, default).CopyTo(bytes);
        return _form switch
        {
            KeyForm.Int32 => MapKeyOf<int>.Display(MapKeyOf<int>.Decode(bytes, "")),
            KeyForm.Int64 => MapKeyOf<long>.Display(MapKeyOf<long>.Decode(bytes, "")),
            KeyForm.Uuid => MapKeyOf<Guid>.Display(MapKeyOf<Guid>.Decode(bytes, "")),
            _ => MapKeyOf<ObjectId>.Display(MapKeyOf<ObjectId>.Decode(bytes, "")),
        };
    }

    // The span of a text has the length of its characters.
    private ReadOnlySpan<char> Characters => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, char>(ref MemoryMarshal.GetReference(_source)), _source.Length);
}
