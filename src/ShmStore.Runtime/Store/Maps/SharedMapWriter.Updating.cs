using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Store.Maps;

namespace ShmStore;

/// <content>Objects that are made of those that are there, in one step.</content>
public sealed partial class SharedMapWriter<TKey, TValue>
{
    /// <summary>Replaces the object of a key by a function of it, which expires when the old one would have. No other write comes between.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Gets the current object and returns the new one. Called once, with the writer locked: others that write wait for it, and it must not write to the store. If it throws, nothing has changed.</param>
    /// <returns>The new object.</returns>
    /// <exception cref="KeyNotFoundException">There is no object under the key.</exception>
    /// <exception cref="InvalidOperationException">The function returned null, or tried to write to the store.</exception>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public TValue Update(TKey key, Func<TValue, TValue> update) => TryUpdate(key, update, out TValue? updated) ? updated : throw NotFound(key);

    /// <summary>As <see cref="Update(TKey, Func{TValue, TValue})"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="update">Gets the current object and the argument, and returns the new object; see <see cref="Update(TKey, Func{TValue, TValue})"/>.</param>
    /// <inheritdoc cref="Update(TKey, Func{TValue, TValue})"/>
    public TValue Update<TArgument>(TKey key, TArgument argument, Func<TValue, TArgument, TValue> update) =>
        UpdateCurrent(key, argument, update, null, out TValue? updated) ? updated : throw NotFound(key);

    /// <summary>Replaces the object of a key by a function of it, which lives for some time from now, whatever time the old one had. No other write comes between.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Gets the current object and returns the new one; see <see cref="Update(TKey, Func{TValue, TValue})"/>.</param>
    /// <param name="timeToLive">How long; see <see cref="Set(TKey, TValue, TimeSpan)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; the function was not called.</exception>
    /// <inheritdoc cref="Update(TKey, Func{TValue, TValue})"/>
    public TValue Update(TKey key, Func<TValue, TValue> update, TimeSpan timeToLive) =>
        TryUpdate(key, update, timeToLive, out TValue? updated) ? updated : throw NotFound(key);

    /// <summary>As <see cref="Update(TKey, Func{TValue, TValue}, TimeSpan)"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="update">Gets the current object and the argument, and returns the new object; see <see cref="Update(TKey, Func{TValue, TValue})"/>.</param>
    /// <param name="timeToLive">How long; see <see cref="Set(TKey, TValue, TimeSpan)"/>.</param>
    /// <inheritdoc cref="Update(TKey, Func{TValue, TValue}, TimeSpan)"/>
    public TValue Update<TArgument>(TKey key, TArgument argument, Func<TValue, TArgument, TValue> update, TimeSpan timeToLive) =>
        UpdateCurrent(key, argument, update, timeToLive, out TValue? updated) ? updated : throw NotFound(key);

    /// <summary>As <see cref="Update(TKey, Func{TValue, TValue})"/>, of a key that may have no object, such as one that has expired or was evicted.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Gets the current object and returns the new one; not called if there is none. Called with the writer locked, must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="updated">The new object.</param>
    /// <returns>False when there is no object under the key.</returns>
    /// <exception cref="InvalidOperationException">The function returned null, or tried to write to the store.</exception>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public bool TryUpdate(TKey key, Func<TValue, TValue> update, [MaybeNullWhen(false)] out TValue updated)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateCurrent(key, update, CallUpdate, null, out updated);
    }

    /// <summary>As <see cref="TryUpdate(TKey, Func{TValue, TValue}, out TValue)"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="update">Gets the current object and the argument, and returns the new object; not called if there is none. Called with the writer locked, must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="updated">The new object.</param>
    /// <inheritdoc cref="TryUpdate(TKey, Func{TValue, TValue}, out TValue)"/>
    public bool TryUpdate<TArgument>(TKey key, TArgument argument, Func<TValue, TArgument, TValue> update, [MaybeNullWhen(false)] out TValue updated) =>
        UpdateCurrent(key, argument, update, null, out updated);

    /// <summary>As <see cref="Update(TKey, Func{TValue, TValue}, TimeSpan)"/>, of a key that may have no object, such as one that has expired or was evicted.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Gets the current object and returns the new one; not called if there is none. Called with the writer locked, must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="timeToLive">How long the new object lives; see <see cref="Set(TKey, TValue, TimeSpan)"/>.</param>
    /// <param name="updated">The new object.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; the function was not called.</exception>
    /// <inheritdoc cref="TryUpdate(TKey, Func{TValue, TValue}, out TValue)"/>
    public bool TryUpdate(TKey key, Func<TValue, TValue> update, TimeSpan timeToLive, [MaybeNullWhen(false)] out TValue updated)
    {
        ArgumentNullException.ThrowIfNull(update);
        return UpdateCurrent(key, update, CallUpdate, timeToLive, out updated);
    }

    /// <summary>As <see cref="TryUpdate(TKey, Func{TValue, TValue}, TimeSpan, out TValue)"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="update">Gets the current object and the argument, and returns the new object; not called if there is none. Called with the writer locked, must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="timeToLive">How long the new object lives; see <see cref="Set(TKey, TValue, TimeSpan)"/>.</param>
    /// <param name="updated">The new object.</param>
    /// <inheritdoc cref="TryUpdate(TKey, Func{TValue, TValue}, TimeSpan, out TValue)"/>
    public bool TryUpdate<TArgument>(
        TKey key, TArgument argument, Func<TValue, TArgument, TValue> update, TimeSpan timeToLive, [MaybeNullWhen(false)] out TValue updated) =>
        UpdateCurrent(key, argument, update, timeToLive, out updated);

    /// <summary>Makes and adds an object if the key has none, or replaces the one that is there by a function of it, in one step: no other write comes between, of this process or another.</summary>
    /// <remarks>
    /// One of the functions is called, once, with the writer locked: others that write wait for it. Neither may write to the store. Of an object that takes long to make, or by writing, <see cref="GetOrAdd(TKey, Func{TKey, TValue})"/> makes what is missing with nothing locked.
    /// Within an open commit this is part of it, and goes on from what that has written.
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes the object of a key that has none, or whose object has expired. If it throws, nothing has changed.</param>
    /// <param name="update">Gets the current object and returns the new one. If it throws, nothing has changed.</param>
    /// <returns>The object that was added, which lives for as long as <see cref="Limits"/> say, or the new one, which expires when the old one would have.</returns>
    /// <exception cref="InvalidOperationException">The function returned null, or tried to write to the store.</exception>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public TValue AddOrUpdate(TKey key, Func<TKey, TValue> make, Func<TValue, TValue> update) => MakeOrUpdate(key, make, update, null);

    /// <summary>As <see cref="AddOrUpdate(TKey, Func{TKey, TValue}, Func{TValue, TValue})"/>, with an object that lives for some time from now, made or updated.</summary>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes the object of a key that has none, or whose object has expired. If it throws, nothing has changed.</param>
    /// <param name="update">Gets the current object and returns the new one. If it throws, nothing has changed.</param>
    /// <param name="timeToLive">How long.</param>
    /// <returns>The object that was added or is the new one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; no function was called.</exception>
    /// <inheritdoc cref="AddOrUpdate(TKey, Func{TKey, TValue}, Func{TValue, TValue})"/>
    public TValue AddOrUpdate(TKey key, Func<TKey, TValue> make, Func<TValue, TValue> update, TimeSpan timeToLive) => MakeOrUpdate(key, make, update, timeToLive);

    /// <summary>As <see cref="AddOrUpdate(TKey, Func{TKey, TValue}, Func{TValue, TValue})"/>, by functions that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function that is called.</param>
    /// <param name="make">Makes the object of a key that has none, or whose object has expired. If it throws, nothing has changed.</param>
    /// <param name="update">Gets the current object and the argument, and returns the new object. If it throws, nothing has changed.</param>
    /// <inheritdoc cref="AddOrUpdate(TKey, Func{TKey, TValue}, Func{TValue, TValue})"/>
    public TValue AddOrUpdate<TArgument>(TKey key, TArgument argument, Func<TKey, TArgument, TValue> make, Func<TValue, TArgument, TValue> update)
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(update);
        return MakeOrUpdate(key, argument, make, update, null);
    }

    /// <summary>As <see cref="AddOrUpdate(TKey, Func{TKey, TValue}, Func{TValue, TValue}, TimeSpan)"/>, by functions that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function that is called.</param>
    /// <param name="make">Makes the object of a key that has none, or whose object has expired. If it throws, nothing has changed.</param>
    /// <param name="update">Gets the current object and the argument, and returns the new object. If it throws, nothing has changed.</param>
    /// <param name="timeToLive">How long.</param>
    /// <inheritdoc cref="AddOrUpdate(TKey, Func{TKey, TValue}, Func{TValue, TValue}, TimeSpan)"/>
    public TValue AddOrUpdate<TArgument>(
        TKey key, TArgument argument, Func<TKey, TArgument, TValue> make, Func<TValue, TArgument, TValue> update, TimeSpan timeToLive)
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(update);
        return MakeOrUpdate(key, argument, make, update, timeToLive);
    }

    private static TValue CallUpdate(TValue current, Func<TValue, TValue> update) => update(current);

    private TValue MakeOrUpdate(TKey key, Func<TKey, TValue> make, Func<TValue, TValue> update, TimeSpan? timeToLive)
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(update);
        return MakeOrUpdate(key, (make, update), static (missing, given) => given.make(missing), static (current, given) => given.update(current), timeToLive);
    }

    private TValue MakeOrUpdate<TArgument>(
        TKey key, TArgument argument, Func<TKey, TArgument, TValue> make, Func<TValue, TArgument, TValue> update, TimeSpan? timeToLive)
    {
        using (Attachment.Writer!.Lock())
        {
            Expiry.Check(timeToLive, nameof(timeToLive));
            TKey kept = MapKeyOf<TKey>.Keep(key);
            if (TryGetCurrent(kept, out TValue? current))
                return Replace(kept, current, argument, update, timeToLive);
            TValue made = make(key, argument) ?? throw MadeNull();
            StoreObject(kept, made, _writer.ExpiryOf(timeToLive));
            return made;
        }
    }

    private bool UpdateCurrent<TArgument>(
        TKey key, TArgument argument, Func<TValue, TArgument, TValue> update, TimeSpan? timeToLive, [MaybeNullWhen(false)] out TValue updated)
    {
        ArgumentNullException.ThrowIfNull(update);
        using (Attachment.Writer!.Lock())
        {
            Expiry.Check(timeToLive, nameof(timeToLive));
            TKey kept = MapKeyOf<TKey>.Keep(key);
            bool isThere = TryGetCurrent(kept, out TValue? current);
            updated = isThere ? Replace(kept, current!, argument, update, timeToLive) : default;
            return isThere;
        }
    }

    // The key is one that the function cannot change.
    private TValue Replace<TArgument>(TKey key, TValue current, TArgument argument, Func<TValue, TArgument, TValue> update, TimeSpan? timeToLive)
    {
        TValue updated = update(current, argument) ?? throw new InvalidOperationException($"The function that updates an entry of '{Reader.Name}' returned null.");
        StoreObject(key, updated, timeToLive is null ? ExpiryOf(key) : _writer.ExpiryOf(timeToLive));
        return updated;
    }

    [SkipLocalsInit]
    private void StoreObject(TKey key, TValue value, long expiry)
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        Store(key, DocumentOf(encoder.Encode(value), expiry), Condition.Always, 0, out _);
    }

    // The object of the key as the open commit has it.
    private bool TryGetCurrent(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (Attachment.Writer!.Pending is null)
            return TryGetValue(key, out value);
        using KeyBytes bytes = KeyBytes.OfAny(key);
        if (!_writer.TryGetStaged(new KeyProbe(bytes.Value, Reader.Seed), out EntryDocument staged))
            return TryGetValue(key, out value);
        bool isThere = !staged.Bytes.IsEmpty;
        value = isThere ? TValue.Read(new DocumentView(staged.Bytes, staged.Meta.FixedPrefix)) : default;
        return isThere;
    }

    private long ExpiryOf(TKey key)
    {
        using KeyBytes bytes = KeyBytes.OfAny(key);
        return _writer.ExpiryOf(new KeyProbe(bytes.Value, Reader.Seed));
    }
}
