using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Documents;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>One entry of a map, found by its key. Every access reads what stands under the key now; the generator adds a property for each member of <typeparamref name="TValue"/>.</summary>
/// <remarks>A ref struct: it cannot be kept in a field, across an <c>await</c> or in a lambda; there use <see cref="Value"/>, or the key again.
/// Holds the place where the entry was found, so that an access costs no look-up while the entry stands. Not copied from the store, nothing is allocated.
/// The default of the type is no entry: all it has to give is a <see cref="NullReferenceException"/>.
/// While <c>Clear</c> removes all entries, one that is held can be read until the commit is counted and told, though a look-up does not find its key any more; if the writer is killed in between, until the next one attaches.
/// An entry that expires is looked up anew for every access, and is missing from then on.</remarks>
/// <typeparam name="TValue">A type marked <c>[SharedObject]</c>.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public readonly unsafe ref partial struct SharedMapEntry<TValue>
    where TValue : ISharedObject<TValue>
{
    // What is rarely needed is passed by value: while nobody takes the address of an entry, its words stay in registers.
    private readonly MapReader _map;

    // The place word by word: it has just been stored so, and a copy of it as a whole would have to wait for these stores.
    private readonly long* _lane;
    private readonly long _word;
    private readonly long _version;
    private readonly int _documentOffset;
    private readonly HeldKey _key;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SharedMapEntry(MapReader map, scoped in MapPlace place, HeldKey key)
    {
        _map = map;
        _lane = place.Lane;
        _word = place.Word;
        _version = place.Version;
        _documentOffset = place.DocumentOffset;
        _key = key;
    }

    /// <summary>The object; a new instance each time.</summary>
    /// <exception cref="KeyNotFoundException">The entry was removed meanwhile, or has expired.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public TValue Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ReadObject<TValue> read = ReadObjectOf<TValue>.Function;
            if (typeof(TValue).IsValueType)
            {
                var reader = new ObjectReader<TValue>(read);
                return Read<ObjectReader<TValue>, TValue>(ref reader);
            }

            var ofClass = ClassReader.Of(read);
            object value = Read<ClassReader, object>(ref ofClass);
            return Unsafe.As<object, TValue>(ref value);
        }
    }

    /// <summary>Number of the commit that last set the entry.</summary>
    /// <exception cref="KeyNotFoundException">The entry was removed meanwhile, or has expired.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public long Version => Current().Version;

    /// <summary>Name of the map and key, for logs: nothing is read. Throws nothing.</summary>
    public override string ToString() => _map is null ? "no entry" : $"{_map.Name}, key {_key.ToString()}";

    private MapPlace Place
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_lane, _word, _version, _documentOffset);
    }

    /// <summary>The stored document's bytes, copied.</summary>
    /// <inheritdoc cref="Value"/>
    public byte[] GetRaw()
    {
        var reader = default(CopyReader);
        return Read<CopyReader, byte[]>(ref reader);
    }

    /// <summary>The stored document as MongoDB Extended JSON.</summary>
    /// <param name="relaxed">Numbers and dates as JSON users expect them; otherwise canonical, with the exact type of every value.</param>
    /// <inheritdoc cref="Value"/>
    public string ToExtendedJson(bool relaxed = false) => ExtendedJson.Write(new DocumentView(GetRaw()), relaxed);

    /// <summary>Reads a member at a constant offset. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TField GetFixed<TField, TRaw, TCodec>(int offset, ReadOnlySpan<byte> name, bool required)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw> => GetFixed<TField, TRaw, TCodec>(offset, name, new MissingField<TField>(required, default!));

    /// <summary>Reads a member at a constant offset, which is <paramref name="fallback"/> where the element is missing. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TField GetFixedOr<TField, TRaw, TCodec>(int offset, ReadOnlySpan<byte> name, TField fallback)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw> => GetFixed<TField, TRaw, TCodec>(offset, name, new MissingField<TField>(isError: false, fallback));

    /// <summary>Reads a member by name. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TField GetField<TField, TCodec>(ReadOnlySpan<byte> name, bool required)
        where TCodec : struct, IBsonCodec<TField> => GetField<TField, TCodec>(this, name, new MissingField<TField>(required, default!));

    /// <summary>Reads a member by name, which is <paramref name="fallback"/> where the element is missing. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TField GetFieldOr<TField, TCodec>(ReadOnlySpan<byte> name, TField fallback)
        where TCodec : struct, IBsonCodec<TField> => GetField<TField, TCodec>(this, name, new MissingField<TField>(isError: false, fallback));

    /// <summary>Reads through a view. For generated code, which fixes <typeparamref name="TView"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TResult ReadView<TView, TResult>(Func<TView, TResult> read)
        where TView : ISharedView<TView>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(read);
        if (typeof(TResult).IsValueType)
        {
            var reader = new ViewReader<TView, TResult>(read);
            return Read<ViewReader<TView, TResult>, TResult>(ref reader);
        }

        var ofClass = ClassViewReader<TView>.Of(read);
        object result = Read<ClassViewReader<TView>, object>(ref ofClass);
        return Unsafe.As<object, TResult>(ref result);
    }

    /// <summary>Reads through a view with an argument, so that the function can be static. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TResult ReadView<TView, TArgument, TResult>(TArgument argument, Func<TView, TArgument, TResult> read)
        where TView : ISharedView<TView>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(read);
        var reader = new ArgumentViewReader<TView, TArgument, TResult>(read, argument);
        return Read<ArgumentViewReader<TView, TArgument, TResult>, TResult>(ref reader);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TField GetFixed<TField, TRaw, TCodec>(int offset, ReadOnlySpan<byte> name, MissingField<TField> missing)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw>
    {
        // The read protocol from the place on: the lane still names the block, and behind a barrier the version is the same.
        byte* member = _map.FixedMember(Place, offset, (uint)offset + (uint)sizeof(TRaw));
        if (member != null && Place.IsCurrent())
        {
            TRaw raw = Unsafe.ReadUnaligned<TRaw>(member);
            if (_map.StillStands(Place) && TCodec.IsReadable(raw))
            {
                GC.KeepAlive(_map);
                return TCodec.FromRaw(raw);
            }
        }

        return GetFixedAgain<TField, TRaw, TCodec>(this, offset, name, missing);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TField GetFixedAgain<TField, TRaw, TCodec>(SharedMapEntry<TValue> entry, int offset, ReadOnlySpan<byte> name, MissingField<TField> missing)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw>
    {
        var reader = new FixedFieldReader<TField, TRaw, TCodec>(offset, name, missing);
        return entry.Read<FixedFieldReader<TField, TRaw, TCodec>, TField>(ref reader);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TField GetField<TField, TCodec>(SharedMapEntry<TValue> entry, ReadOnlySpan<byte> name, MissingField<TField> missing)
        where TCodec : struct, IBsonCodec<TField>
    {
        var reader = new FieldReader<TField, TCodec>(name, missing);
        return entry.Read<FieldReader<TField, TCodec>, TField>(ref reader);
    }

    // A place that is passed by reference, or an entry as a whole, lies in memory, and copying it there takes as long as finding it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TResult Read<TReader, TResult>(scoped ref TReader reader)
        where TReader : IBlockReader<TResult>, allows ref struct =>
        Place.IsCurrent() && _map.TryReadAt(_lane, _word, _version, _documentOffset, ref reader, out TResult result)
            ? result
            : ReadAgain<TReader, TResult>(this, ref reader);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TResult ReadAgain<TReader, TResult>(SharedMapEntry<TValue> entry, scoped ref TReader reader)
        where TReader : IBlockReader<TResult>, allows ref struct =>
        entry.TryReadInSnapshot(ref reader, out TResult? result) || entry._key.TryRead(entry._map, ref reader, out result, out _) ? result! : throw entry.NotFound();

    private bool TryReadInSnapshot<TReader, TResult>(scoped ref TReader reader, [MaybeNullWhen(false)] out TResult result)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        MapPlace place = Place;
        result = default;
        return _map.IsCurrentInSnapshot(in place) && _map.TryRead(in place, ref reader, out result);
    }

    private MapPlace Current() => (Place.IsCurrent() || _map.IsCurrentInSnapshot(Place)) && _map.StillStands(Place) ? Place : Found();

    private MapPlace Found() => _key.TryFind(_map, out MapPlace place) ? place : throw NotFound();

    private KeyNotFoundException NotFound() => new($"'{_map.Name}' has no key {_key.ToString()} any more.");
}
