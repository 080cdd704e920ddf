using ShmStore.Memory;

namespace ShmStore.Store.Reading;

/// <summary>How often a disturbed read is repeated, how long it waits in between, and what it says when it gives up. Thread-safe.</summary>
internal sealed class ReadRetry(Region region, string name, ReadCounters counters, int maximumAttempts)
{
    /// <summary>Full name of what is read, for messages.</summary>
    public string Name => name;

    /// <summary>After how many disturbed attempts it gives up.</summary>
    public int MaximumAttempts => maximumAttempts;

    /// <summary>The error of who gives up.</summary>
    public static ReadContentionException GivenUp(string name, int attempts) =>
        new($"'{name}' could not be read: the writer reused its block during each of {attempts} attempts.", attempts);

    /// <summary>Counts one disturbed attempt and waits a little.</summary>
    /// <exception cref="ReadContentionException">It was the last of the bounded attempts.</exception>
    public void Next(ref int attempt)
    {
        attempt++;
        if (attempt >= maximumAttempts)
        {
            throw GivenUp(name, maximumAttempts);
        }

        counters.PrepareAttempt(attempt);
    }

    /// <inheritdoc cref="Region.Damaged"/>
    public Exception Damaged(string what) => region.Damaged(name, what);
}
