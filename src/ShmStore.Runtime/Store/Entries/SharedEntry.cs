using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>One object of a store under a compile-time key, for reading.</summary>
/// <remarks>
/// Thread-safe. Every read sees one version of the object, whole. The generator adds a property for each member of <typeparamref name="T"/>, which loads just that member.
/// </remarks>
/// <typeparam name="T">A type marked <c>[SharedObject]</c>.</typeparam>
public partial class SharedEntry<T> : SharedSlot
    where T : ISharedObject<T>
{
    private readonly ReadObject<T> _read = ReadObjectOf<T>.Function;

    // What cannot change may be handed out twice. Structs are cheaper to read than to find again.
    private readonly bool _keeps = !typeof(T).IsValueType && T.IsImmutable;
    private LastRead? _last;

    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SharedEntry(StoreAttachment attachment, int key)
        : base(attachment, key)
    {
    }

    /// <summary>The object. Where the generator proved <typeparamref name="T"/> deeply immutable, the same instance again while the version stands.</summary>
    /// <exception cref="InvalidOperationException">The key has no value.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _last is { } last && Difference(last.Stamp) == 0 ? last.Value : ReadValue();
    }

    /// <summary>As <see cref="TryGet(out T)"/>, for whoever is about to replace the object: it is not worth remembering.</summary>
    private protected bool TryGetReplaced([MaybeNullWhen(false)] out T value)
    {
        if (_last is not { } last || Difference(last.Stamp) != 0)
            return Reader.TryReadObject(_read, out value, out _);
        value = last.Value;
        return true;
    }

    /// <summary>Gets the object if there is one.</summary>
    /// <returns>False if the key has no value.</returns>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public bool TryGet([MaybeNullWhen(false)] out T value) => TryGet(out value, out _);

    /// <summary>Gets the object if there is one, and the version it belongs to, for <c>TrySet</c>.</summary>
    /// <inheritdoc cref="TryGet(out T)"/>
    public bool TryGet([MaybeNullWhen(false)] out T value, out long version)
    {
        if (_last is { } last && Difference(last.Stamp) == 0)
        {
            value = last.Value;
            version = last.Stamp.Version;
            return true;
        }

        bool found = TryMaterialise(out value!, out BlockStamp stamp);
        version = stamp.Version;
        return found;
    }

    /// <summary>The object, whether there is one, and the version, all of the same commit.</summary>
    /// <returns>Also of a key that has no value.</returns>
    /// <inheritdoc cref="TryGet(out T)"/>
    public Versioned<T> GetVersioned()
    {
        bool found = TryGet(out T? value, out long version);
        return new Versioned<T>(version, found, value);
    }

    /// <summary>
    /// The object now, and again after every change; changes that follow each other faster than they are consumed are skipped, the last is not. An enumerator is for one consumer at a time.
    /// </summary>
    /// <param name="sinceVersion">Changes up to this version are left out; 0 begins with the object that is there.</param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BsonFormatException">
    /// The stored document lacks a required member, or has one of another type, as one that a newer program has written can. The enumeration has ended; one that is begun with the error's <see cref="BsonFormatException.Version"/>
    /// goes on with the next change.
    /// </exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <inheritdoc cref="SharedSlot.WaitForChangeAsync"/>
    public async IAsyncEnumerable<Versioned<T>> ChangesAsync(
        long sinceVersion = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            await WaitForChangeAsync(sinceVersion, cancellationToken).ConfigureAwait(false);
            Versioned<T> current = GetVersioned();
            yield return current;
            sinceVersion = current.Version;
        }
    }

    /// <summary>Reads a member at a constant offset. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TField GetFixed<TField, TRaw, TCodec>(int offset, ReadOnlySpan<byte> name, bool required)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw> =>
        TryLoadFixed(offset, out TRaw raw) && TCodec.IsReadable(raw) ? TCodec.FromRaw(raw) : GetFixedAgain<TField, TRaw, TCodec>(offset, name, new MissingField<TField>(required, default!));

    /// <summary>Reads a member at a constant offset, which is <paramref name="fallback"/> where the element is missing. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TField GetFixedOr<TField, TRaw, TCodec>(int offset, ReadOnlySpan<byte> name, TField fallback)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw> =>
        TryLoadFixed(offset, out TRaw raw) && TCodec.IsReadable(raw) ? TCodec.FromRaw(raw) : GetFixedAgain<TField, TRaw, TCodec>(offset, name, new MissingField<TField>(isError: false, fallback));

    /// <summary>Reads a member by name. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TField GetField<TField, TCodec>(ReadOnlySpan<byte> name, bool required)
        where TCodec : struct, IBsonCodec<TField> => Reader.GetField<TField, TCodec>(name, new MissingField<TField>(required, default!));

    /// <summary>Reads a member by name, which is <paramref name="fallback"/> where the element is missing. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TField GetFieldOr<TField, TCodec>(ReadOnlySpan<byte> name, TField fallback)
        where TCodec : struct, IBsonCodec<TField> => Reader.GetField<TField, TCodec>(name, new MissingField<TField>(isError: false, fallback));

    /// <summary>Reads through a view. For generated code, which fixes <typeparamref name="TView"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TResult ReadView<TView, TResult>(Func<TView, TResult> read)
        where TView : ISharedView<TView>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(read);
        return Reader.ReadView(read);
    }

    /// <summary>Reads through a view with an argument, so that the function can be static. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TResult ReadView<TView, TArgument, TResult>(TArgument argument, Func<TView, TArgument, TResult> read)
        where TView : ISharedView<TView>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(read);
        var reader = new ArgumentViewReader<TView, TArgument, TResult>(read, argument);
        return Reader.Read<ArgumentViewReader<TView, TArgument, TResult>, TResult>(ref reader);
    }

    /// <summary>Reads through a view, if there is an object. For generated code, which fixes <typeparamref name="TView"/>.</summary>
    /// <returns>False if the key has no value.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryReadView<TView, TResult>(Func<TView, TResult> read, [MaybeNullWhen(false)] out TResult result)
        where TView : ISharedView<TView>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(read);
        return Reader.TryReadView(read, out result);
    }

    /// <summary>Reads through a view with an argument, if there is an object, so that the function can be static. For generated code.</summary>
    /// <returns>False if the key has no value.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryReadView<TView, TArgument, TResult>(TArgument argument, Func<TView, TArgument, TResult> read, [MaybeNullWhen(false)] out TResult result)
        where TView : ISharedView<TView>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(read);
        var reader = new ArgumentViewReader<TView, TArgument, TResult>(read, argument);
        return Reader.TryReadValue<ArgumentViewReader<TView, TArgument, TResult>, TResult>(ref reader, out result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TField GetFixedAgain<TField, TRaw, TCodec>(int offset, ReadOnlySpan<byte> name, MissingField<TField> missing)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw> => Reader.GetFixed<TField, TRaw, TCodec>(offset, name, missing);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T ReadValue()
    {
        if (_keeps)
        {
            return TryMaterialise(out T value, out _) ? value : throw Reader.NoValue();
        }

        return ReadNew();
    }

    private T ReadNew() => Reader.ReadObject(_read);

    private bool TryMaterialise(out T value, out BlockStamp stamp)
    {
        if (_last is { } last && Reader.IsSameInSnapshot(last.Stamp))
        {
            value = last.Value;
            stamp = last.Stamp;
            return true;
        }

        bool found = Reader.TryReadObject(_read, out value, out stamp);
        if (_keeps && found)
        {
            // Released, so that who sees the pair sees what is in it. Which of several racing threads wins does not matter.
            Volatile.Write(ref _last, new LastRead(stamp, value));
        }

        return found;
    }

    private sealed class LastRead(BlockStamp stamp, T value)
    {
        public BlockStamp Stamp { get; } = stamp;

        public T Value { get; } = value;
    }
}
