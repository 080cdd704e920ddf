using System.Diagnostics.CodeAnalysis;
using ShmStore.Store.Maps;

namespace ShmStore;

/// <content>Objects that are made when they are missing.</content>
public sealed partial class SharedMapWriter<TKey, TValue>
{
    /// <summary>Gets the object of a key, or makes one and adds it. A key that has one is looked up without a lock.</summary>
    /// <remarks>The function is called with nothing locked, and may write to the store. Threads and processes that miss a key at the same time all make an object; one of them is added, which all of them get.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes the object. If it throws, nothing has changed.</param>
    /// <returns>The object that is there, or the one that was made and added, which lives for as long as <see cref="Limits"/> say.</returns>
    /// <exception cref="InvalidOperationException">The function returned null.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt to read.</exception>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        return GetOrMake(key, make, CallMake, null);
    }

    /// <summary>As <see cref="GetOrAdd(TKey, Func{TKey, TValue})"/>, with an object that lives for some time if it is added.</summary>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes the object. If it throws, nothing has changed.</param>
    /// <param name="timeToLive">How long.</param>
    /// <returns>The object that is there, or the one that was made and added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; the function was not called, and it does not matter whether there is an object.</exception>
    /// <inheritdoc cref="GetOrAdd(TKey, Func{TKey, TValue})"/>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make, TimeSpan timeToLive)
    {
        ArgumentNullException.ThrowIfNull(make);
        return GetOrMake(key, make, CallMake, timeToLive);
    }

    /// <summary>As <see cref="GetOrAdd(TKey, Func{TKey, TValue})"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="make">Makes the object. If it throws, nothing has changed.</param>
    /// <inheritdoc cref="GetOrAdd(TKey, Func{TKey, TValue})"/>
    public TValue GetOrAdd<TArgument>(TKey key, TArgument argument, Func<TKey, TArgument, TValue> make) => GetOrMake(key, argument, make, null);

    /// <summary>As <see cref="GetOrAdd(TKey, Func{TKey, TValue}, TimeSpan)"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="make">Makes the object. If it throws, nothing has changed.</param>
    /// <param name="timeToLive">How long an object lives that is added.</param>
    /// <inheritdoc cref="GetOrAdd(TKey, Func{TKey, TValue}, TimeSpan)"/>
    public TValue GetOrAdd<TArgument>(TKey key, TArgument argument, Func<TKey, TArgument, TValue> make, TimeSpan timeToLive) =>
        GetOrMake(key, argument, make, timeToLive);

    /// <summary>As <see cref="GetOrAdd(TKey, Func{TKey, TValue})"/>, with an object that takes time to make. Not while a commit is open, which belongs to its thread.</summary>
    /// <remarks>
    /// The function is called with nothing locked, and may write to the store. Threads and processes that miss a key at the same time all make an object; one of them is added, which all of them get.
    /// Making is what is awaited. Adding is done as by <see cref="GetOrAdd(TKey, Func{TKey, TValue})"/>: while another thread or another writer has its turn, the thread that goes on is blocked, and a cancellation then does not end the wait.
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes the object. If it throws or is cancelled, nothing has changed.</param>
    /// <param name="timeToLive">How long an object lives that is added; null for as long as <see cref="Limits"/> say.</param>
    /// <param name="cancellationToken">Is given to the function. If it is cancelled by the time that the function has made the object, nothing is added.</param>
    /// <returns>The object that is there, or the one that was made and added.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled, and nothing has changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; the function was not called, and it does not matter whether there is an object.</exception>
    /// <exception cref="InvalidOperationException">This thread has a commit open, or the function returned null.</exception>
    /// <inheritdoc cref="GetOrAdd(TKey, Func{TKey, TValue})"/>
    public ValueTask<TValue> GetOrAddAsync(
        TKey key, Func<TKey, CancellationToken, ValueTask<TValue>> make, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(make);
        Attachment.Region.ThrowIfDisposed();
        Expiry.Check(timeToLive, nameof(timeToLive));
        if (Attachment.Writer!.IsInCommit)
            throw new InvalidOperationException("This thread has a commit of this writer open, which cannot wait for an object that is being made: make it before.");
        MapKeyOf<TKey>.Check(key);
        return GetOrMakeAsync(key, make, timeToLive, cancellationToken);
    }

    // Apart: what is wrong with a call is told at the call, not by its task.
    private async ValueTask<TValue> GetOrMakeAsync(TKey key, Func<TKey, CancellationToken, ValueTask<TValue>> make, TimeSpan? timeToLive, CancellationToken cancellationToken)
    {
        if (TryGetValue(key, out TValue? value))
            return value;
        TKey kept = MapKeyOf<TKey>.Keep(key);
        ValueTask<TValue> making = make(MapKeyOf<TKey>.Keep(kept), cancellationToken);
        bool isMade = making.IsCompleted;
        TValue made = await making.ConfigureAwait(false);

        // Whoever completed it goes on with this, and may have a commit open, or be within a callback, which this is not part of.
        if (!isMade)
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        cancellationToken.ThrowIfCancellationRequested();
        return AddOrGet(kept, made, timeToLive);
    }

    private TValue GetOrMake<TArgument>(TKey key, TArgument argument, Func<TKey, TArgument, TValue> make, TimeSpan? timeToLive)
    {
        ArgumentNullException.ThrowIfNull(make);
        Attachment.Region.ThrowIfDisposed();
        Expiry.Check(timeToLive, nameof(timeToLive));
        if (TryGetOwn(key, out TValue? value))
            return value;
        TKey kept = MapKeyOf<TKey>.Keep(key);
        return AddOrGet(kept, make(key, argument), timeToLive);
    }

    // Whoever adds or removes the key between two of the looks has done so once: this goes on.
    private TValue AddOrGet(TKey key, TValue made, TimeSpan? timeToLive)
    {
        if (made is null)
            throw MadeNull();
        while (!Write(key, made, Condition.Absent, 0, timeToLive, out _))
        {
            if (TryGetOwn(key, out TValue? present))
                return present;
        }

        return made;
    }

    private static TValue CallMake(TKey missing, Func<TKey, TValue> make) => make(missing);

    private InvalidOperationException MadeNull() => new($"The function that makes an entry of '{Reader.Name}' returned null.");

    // As the open commit has it, if this thread has one open.
    private bool TryGetOwn(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!Attachment.Writer!.IsInCommit)
            return TryGetValue(key, out value);
        using (Attachment.Writer.Lock())
        {
            return TryGetCurrent(key, out value);
        }
    }
}
