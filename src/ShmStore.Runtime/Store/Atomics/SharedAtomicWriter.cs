using System.ComponentModel;
using ShmStore.Store.Atomics;
using ShmStore.Store.Exchange;

namespace ShmStore;

/// <summary>An atomic word of a store, for writing by its writer and by any number of contributors at once.</summary>
/// <remarks>Thread-safe, also between processes; no update is lost. Every change is a full fence.</remarks>
/// <typeparam name="T">int, long, double or bool.</typeparam>
public sealed class SharedAtomicWriter<T> : SharedAtomic<T>, IImportable
    where T : unmanaged
{
    /// <summary>For generated code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The schema has no such key.</exception>
    /// <exception cref="InvalidOperationException">The attachment is neither a contributor's nor the writer's.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SharedAtomicWriter(StoreAttachment attachment, int key)
        : base(StoreAttachment.ForContributing(attachment, key), key)
    {
    }

    /// <summary>The value: loaded with acquire semantics, stored with a full fence.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet. A writer whose schema has it adds it when it attaches.</exception>
    public new T Value
    {
        get => base.Value;
        set => Exchange(value);
    }

    /// <summary>Stores a value and returns the one that stood there.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet. A writer whose schema has it adds it when it attaches.</exception>
    public T Exchange(T value) => Checked(Word.Exchange(value));

    /// <summary>Stores <paramref name="value"/> if the bits that stand there are those of <paramref name="comparand"/>.</summary>
    /// <returns>What stood there.</returns>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet. A writer whose schema has it adds it when it attaches.</exception>
    public T CompareExchange(T value, T comparand) => Checked(Word.CompareExchange(value, comparand));

    /// <summary>Replaces the value by a function of it, trying again whenever another came between. Lock-free.</summary>
    /// <param name="update">Gets the current value and returns the new one. May run more than once.</param>
    /// <returns>The new value.</returns>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet. A writer whose schema has it adds it when it attaches.</exception>
    public T Update(Func<T, T> update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return Update(update, static (current, update) => update(current));
    }

    /// <summary>As <see cref="Update(Func{T, T})"/>, by a function that can be static.</summary>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="update">Gets the current value and the argument, and returns the new value. May run more than once.</param>
    /// <returns>The new value.</returns>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet. A writer whose schema has it adds it when it attaches.</exception>
    public T Update<TArgument>(TArgument argument, Func<T, TArgument, T> update)
    {
        ArgumentNullException.ThrowIfNull(update);
        T current = Value;
        while (true)
        {
            T updated = update(current, argument);
            T found = CompareExchange(updated, current);
            if (AtomicWord<T>.SameBits(found, current))
            {
                return updated;
            }

            current = found;
        }
    }

    void IImportable.Check(ReadOnlySpan<byte> document) => AtomicExchange.FromDocument<T>(document);

    void IImportable.Import(ReadOnlySpan<byte> document) => Value = AtomicExchange.FromDocument<T>(document);
}
