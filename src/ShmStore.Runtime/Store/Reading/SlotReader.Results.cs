using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ShmStore.Store.Reading;

/// <content>Reading whole objects, and through views: by code of their own where the result is a struct, by that for all classes where it is not.</content>
internal readonly partial struct SlotReader
{
    /// <summary>Reads the object.</summary>
    /// <inheritdoc cref="Read{TReader, TResult}"/>
    public T ReadObject<T>(ReadObject<T> read)
    {
        if (typeof(T).IsValueType)
        {
            var reader = new ObjectReader<T>(read);
            return Read<ObjectReader<T>, T>(ref reader);
        }

        var ofClass = ClassReader.Of(read);
        object result = Read<ClassReader, object>(ref ofClass);
        return Unsafe.As<object, T>(ref result);
    }

    /// <summary>Reads the object, if there is one, and says of which version it is.</summary>
    /// <inheritdoc cref="TryRead{TReader, TResult}"/>
    public bool TryReadObject<T>(ReadObject<T> read, out T result, out BlockStamp stamp)
    {
        if (typeof(T).IsValueType)
        {
            var reader = new ObjectReader<T>(read);
            return TryRead<ObjectReader<T>, T>(ref reader, out result, out stamp) == ReadStatus.Value;
        }

        var ofClass = ClassReader.Of(read);
        bool found = TryRead<ClassReader, object>(ref ofClass, out object value, out stamp) == ReadStatus.Value;
        result = Unsafe.As<object, T>(ref value);
        return found;
    }

    /// <summary>Reads through a view.</summary>
    /// <inheritdoc cref="Read{TReader, TResult}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TResult ReadView<TView, TResult>(Func<TView, TResult> read)
        where TView : ISharedView<TView>, allows ref struct
    {
        if (typeof(TResult).IsValueType)
        {
            var reader = new ViewReader<TView, TResult>(read);
            return Read<ViewReader<TView, TResult>, TResult>(ref reader);
        }

        var ofClass = ClassViewReader<TView>.Of(read);
        object result = Read<ClassViewReader<TView>, object>(ref ofClass);
        return Unsafe.As<object, TResult>(ref result);
    }

    /// <summary>Reads through a view, if there is something to read.</summary>
    /// <returns>False if there is no value.</returns>
    /// <inheritdoc cref="TryRead{TReader, TResult}"/>
    public bool TryReadView<TView, TResult>(Func<TView, TResult> read, [MaybeNullWhen(false)] out TResult result)
        where TView : ISharedView<TView>, allows ref struct
    {
        if (typeof(TResult).IsValueType)
        {
            var reader = new ViewReader<TView, TResult>(read);
            return TryReadValue<ViewReader<TView, TResult>, TResult>(ref reader, out result);
        }

        var ofClass = ClassViewReader<TView>.Of(read);
        bool found = TryReadValue<ClassViewReader<TView>, object>(ref ofClass, out object? value);
        result = Unsafe.As<object?, TResult?>(ref value);
        return found;
    }

    /// <summary>As <see cref="TryRead{TReader, TResult}"/>, for who needs the value alone.</summary>
    /// <returns>False if there is no value.</returns>
    public bool TryReadValue<TReader, TResult>(scoped ref TReader reader, [MaybeNullWhen(false)] out TResult result)
        where TReader : IBlockReader<TResult>, allows ref struct => TryRead(ref reader, out result, out _) == ReadStatus.Value;
}
