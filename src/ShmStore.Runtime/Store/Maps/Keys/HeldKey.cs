using System.Runtime.InteropServices;
using MongoDB.Bson;

namespace ShmStore.Store.Maps;

/// <summary>A key that an entry was looked up by, kept without a copy so that the entry can be found again.</summary>
internal readonly ref struct HeldKey
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly int _length;
    private readonly KeyForm _form;

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
    public static HeldKey Text(ReadOnlySpan<char> key) => new(KeyForm.Text, MemoryMarshal.AsBytes(key));

    /// <summary>A key of bytes, which may also be the UTF-8 of a text.</summary>
    public static HeldKey Bytes(ReadOnlySpan<byte> key) => new(KeyForm.Binary, key);

    /// <summary>A key of any type.</summary>
    public static HeldKey Of<TKey>(TKey key)
    {
        if (key is string text)
            return Text(text);
        if (key is byte[] bytes)
            return Bytes(bytes);
        MapKey<TKey>.TryProbe(key, default, out KeyProbe probe);
        return new HeldKey(MapKey<TKey>.Form, probe.First, probe.Second, probe.Length);
    }

    /// <summary>Finds the key's entry.</summary>
    /// <inheritdoc cref="MapReader.TryFind"/>
    public bool TryFind(MapReader map, out MapPlace place)
    {
        if (_form is not (KeyForm.Text or KeyForm.Binary))
            return map.TryFind(new KeyProbe(_first, _second, _length, map.Seed), out place);
        if (_form is KeyForm.Text && TextKey.TryProbe(MemoryMarshal.Cast<byte, char>(_source), map.Seed, out KeyProbe probe))
            return map.TryFind(in probe, out place);
        using KeyBytes bytes = _form is KeyForm.Text ? KeyBytes.Of(MemoryMarshal.Cast<byte, char>(_source)) : KeyBytes.Of(_source);
        return map.TryFind(new KeyProbe(bytes.Value, map.Seed), out place);
    }

    /// <summary>The key for a message.</summary>
    public override string ToString()
    {
        if (_form is KeyForm.Text)
            return MapKey<string>.Display(MemoryMarshal.Cast<byte, char>(_source).ToString());
        if (_form is KeyForm.Binary)
            return MapKey<byte[]>.Display(_source.ToArray());
        Span<byte> bytes = stackalloc byte[_length];
        new KeyProbe(_first, _second, _length, default).CopyTo(bytes);
        return _form switch
        {
            KeyForm.Int32 => MapKey<int>.Display(MapKey<int>.Decode(bytes, "")),
            KeyForm.Int64 => MapKey<long>.Display(MapKey<long>.Decode(bytes, "")),
            KeyForm.Uuid => MapKey<Guid>.Display(MapKey<Guid>.Decode(bytes, "")),
            _ => MapKey<ObjectId>.Display(MapKey<ObjectId>.Decode(bytes, "")),
        };
    }
}
