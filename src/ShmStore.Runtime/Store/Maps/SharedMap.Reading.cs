using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <content>Reads of one key that end with a result instead of an entry: one look-up, one version.</content>
public partial class SharedMap<TKey, TValue>
{
    /// <summary>Reads the object of a key through a view. For generated code, which fixes <typeparamref name="TView"/>.</summary>
    /// <inheritdoc cref="this[TKey]"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TResult ReadView<TView, TResult>(TKey key, Func<TView, TResult> read)
        where TView : ISharedView<TView>, allows ref struct =>
        TryReadView(key, read, out TResult? result) ? result : throw NotFound(key);

    /// <summary>Reads the object of a key through a view, if there is one. For generated code, which fixes <typeparamref name="TView"/>.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryReadView<TView, TResult>(TKey key, Func<TView, TResult> read, [MaybeNullWhen(false)] out TResult result)
        where TView : ISharedView<TView>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(read);
        if (typeof(TResult).IsValueType)
        {
            var reader = new ViewReader<TView, TResult>(read);
            return TryReadEntry<ViewReader<TView, TResult>, TResult, BlockStart>(key, ref reader, out result, out _);
        }

        var ofClass = ClassViewReader<TView>.Of(read);
        bool found = TryReadEntry<ClassViewReader<TView>, object, BlockStart>(key, ref ofClass, out object? value, out _);
        result = Unsafe.As<object?, TResult?>(ref value);
        return found;
    }

    /// <summary>Reads the object of a key through a view, with an argument, so that the function can be static. For generated code, which fixes <typeparamref name="TView"/>.</summary>
    /// <inheritdoc cref="this[TKey]"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TResult ReadView<TView, TArgument, TResult>(TKey key, TArgument argument, Func<TView, TArgument, TResult> read)
        where TView : ISharedView<TView>, allows ref struct =>
        TryReadView(key, argument, read, out TResult? result) ? result : throw NotFound(key);

    /// <summary>Reads the object of a key through a view, if there is one, with an argument, so that the function can be static. For generated code, which fixes <typeparamref name="TView"/>.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryReadView<TView, TArgument, TResult>(TKey key, TArgument argument, Func<TView, TArgument, TResult> read, [MaybeNullWhen(false)] out TResult result)
        where TView : ISharedView<TView>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(read);
        var reader = new ArgumentViewReader<TView, TArgument, TResult>(read, argument);
        return TryReadEntry<ArgumentViewReader<TView, TArgument, TResult>, TResult, BlockStart>(key, ref reader, out result, out _);
    }

    /// <inheritdoc cref="SharedMapKeyMemberReads"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryReadTuple<TTuple, TResult>(TKey key, [MaybeNullWhen(false)] out TResult values)
        where TTuple : struct, IMemberTuple<TResult> =>
        (MapKey.TryWords(key, out ulong first, out ulong second, out int length) && Reader.TryLoadShort<TTuple, TResult>(first, second, length, out values))
        || TryReadTupleSlowly<TTuple, TResult>(key, out values);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadTupleSlowly<TTuple, TResult>(TKey key, [MaybeNullWhen(false)] out TResult values)
        where TTuple : struct, IMemberTuple<TResult>
    {
        var reader = default(MemberTupleReader<TTuple, TResult>);
        return TryReadEntry<MemberTupleReader<TTuple, TResult>, TResult, BlockStart>(key, ref reader, out values, out _);
    }

    /// <summary>Reads the object of a key, if there is one.</summary>
    /// <returns>False if there is none.</returns>
    private bool TryReadObject(TKey key, [MaybeNullWhen(false)] out TValue result, out MapPlace place)
    {
        if (typeof(TValue).IsValueType)
        {
            var reader = new ObjectReader<TValue>(_read);
            return TryReadEntry<ObjectReader<TValue>, TValue, WholeBlock>(key, ref reader, out result, out place);
        }

        var ofClass = ClassReader.Of(_read);
        bool found = TryReadEntry<ClassReader, object, WholeBlock>(key, ref ofClass, out object? value, out place);
        result = Unsafe.As<object?, TValue?>(ref value);
        return found;
    }

    /// <summary>Finds the entry of a key and reads it; again, if it was replaced in between.</summary>
    /// <returns>False if there is none.</returns>
    [SkipLocalsInit]
    internal bool TryReadEntry<TReader, TResult, TExtent>(TKey key, scoped ref TReader reader, [MaybeNullWhen(false)] out TResult result, out MapPlace place)
        where TReader : IBlockReader<TResult>
        where TExtent : struct, IBlockExtent
    {
        int attempt = 0;
        while (TryFind<TExtent>(key, out place))
        {
            if (Reader.TryRead(in place, ref reader, out result))
                return true;
            Reader.Retry(ref attempt);
        }

        result = default;
        return false;
    }
}
