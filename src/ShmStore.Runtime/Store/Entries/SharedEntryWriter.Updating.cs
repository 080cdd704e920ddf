using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Layout;

namespace ShmStore;

/// <content>Objects that are made of those that are there, in one step.</content>
public sealed partial class SharedEntryWriter<T>
{
    /// <summary>Replaces the object by a function of it. No other write comes between, of this process or another.</summary>
    /// <param name="update">Gets the current object and returns the new one. Called once, with the writer locked: others that write wait for it, and it must not write to the store. If it throws, nothing has changed.</param>
    /// <returns>The new object.</returns>
    /// <exception cref="InvalidOperationException">The key has no value, or the function returned null or tried to write to the store.</exception>
    /// <inheritdoc cref="Set"/>
    public T Update(Func<T, T> update) => TryUpdate(update, out T? updated) ? updated : throw Reader.NoValue();

    /// <summary>As <see cref="Update(Func{T, T})"/>, by a function that can be static.</summary>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="update">Gets the current object and the argument, and returns the new object; see <see cref="Update(Func{T, T})"/>.</param>
    /// <inheritdoc cref="Update(Func{T, T})"/>
    public T Update<TArgument>(TArgument argument, Func<T, TArgument, T> update) => TryUpdate(argument, update, out T? updated) ? updated : throw Reader.NoValue();

    /// <summary>As <see cref="Update(Func{T, T})"/>, of a key that may have no value.</summary>
    /// <param name="update">Gets the current object and returns the new one; not called if there is none. Called with the writer locked, must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="updated">The new object.</param>
    /// <returns>False when the key has no value.</returns>
    /// <exception cref="InvalidOperationException">The function returned null, or tried to write to the store.</exception>
    /// <inheritdoc cref="Set"/>
    public bool TryUpdate(Func<T, T> update, [MaybeNullWhen(false)] out T updated)
    {
        ArgumentNullException.ThrowIfNull(update);
        return TryUpdate(update, static (current, update) => update(current), out updated);
    }

    /// <summary>As <see cref="TryUpdate(Func{T, T}, out T)"/>, by a function that can be static.</summary>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="update">Gets the current object and the argument, and returns the new object; not called if there is none. Called with the writer locked, must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="updated">The new object.</param>
    /// <inheritdoc cref="TryUpdate(Func{T, T}, out T)"/>
    public bool TryUpdate<TArgument>(TArgument argument, Func<T, TArgument, T> update, [MaybeNullWhen(false)] out T updated)
    {
        ArgumentNullException.ThrowIfNull(update);
        using (Attachment.Writer!.Lock())
        {
            bool isThere = TryGetCurrent(out T? current);
            updated = isThere ? Replace(current!, argument, update) : default;
            return isThere;
        }
    }

    /// <summary>Makes and sets an object if the key has no value, or replaces the one that is there by a function of it, in one step: no other write comes between, of this process or another.</summary>
    /// <remarks>One of the functions is called, once, with the writer locked: others that write wait for it. Neither may write to the store. Within an open commit this is part of it, and goes on from what that has written.</remarks>
    /// <param name="make">Makes the object of a key that has no value. If it throws, nothing has changed.</param>
    /// <param name="update">Gets the current object and returns the new one. If it throws, nothing has changed.</param>
    /// <returns>The object that was made, or the new one.</returns>
    /// <exception cref="InvalidOperationException">The function returned null, or tried to write to the store.</exception>
    /// <inheritdoc cref="Set"/>
    public T AddOrUpdate(Func<T> make, Func<T, T> update)
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(update);
        return AddOrUpdate((make, update), static given => given.make(), static (current, given) => given.update(current));
    }

    /// <summary>As <see cref="AddOrUpdate(Func{T}, Func{T, T})"/>, by functions that can be static.</summary>
    /// <param name="argument">Passed to the function that is called.</param>
    /// <param name="make">Makes the object of a key that has no value. If it throws, nothing has changed.</param>
    /// <param name="update">Gets the current object and the argument, and returns the new object. If it throws, nothing has changed.</param>
    /// <inheritdoc cref="AddOrUpdate(Func{T}, Func{T, T})"/>
    public T AddOrUpdate<TArgument>(TArgument argument, Func<TArgument, T> make, Func<T, TArgument, T> update)
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(update);
        using (Attachment.Writer!.Lock())
        {
            if (TryGetCurrent(out T? current))
                return Replace(current, argument, update);
            T made = make(argument) ?? throw new InvalidOperationException($"The function that makes '{KeyName}' returned null.");
            Store(made);
            return made;
        }
    }

    private T Replace<TArgument>(T current, TArgument argument, Func<T, TArgument, T> update)
    {
        T updated = update(current, argument) ?? throw new InvalidOperationException($"The function that updates '{KeyName}' returned null.");
        Store(updated);
        return updated;
    }

    [SkipLocalsInit]
    private void Store(T value)
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        Commit(encoder.Encode(value));
    }

    // What the open commit has written, otherwise what is committed. With the gate held.
    private bool TryGetCurrent([MaybeNullWhen(false)] out T value)
    {
        if (!Attachment.Writer!.TryGetStaged(Slot, out ReadOnlySpan<byte> staged, out BlockMeta meta))
            return TryGetReplaced(out value);
        bool isThere = !staged.IsEmpty;
        value = isThere ? T.Read(new DocumentView(staged, meta.FixedPrefix)) : default;
        return isThere;
    }
}
