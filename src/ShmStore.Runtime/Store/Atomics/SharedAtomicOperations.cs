namespace ShmStore;

/// <summary>Arithmetic on atomics of number types. All lock-free, thread-safe and safe between processes.</summary>
public static class SharedAtomicOperations
{
    /// <summary>Adds, wrapping around, and returns the sum.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet.</exception>
    public static int Add(this SharedAtomicWriter<int> atomic, int value) => NotNull(atomic).Update(value, static (current, added) => unchecked(current + added));

    /// <summary>Adds, wrapping around, and returns the sum.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet.</exception>
    public static long Add(this SharedAtomicWriter<long> atomic, long value) => NotNull(atomic).Update(value, static (current, added) => unchecked(current + added));

    /// <summary>Adds and returns the sum.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet.</exception>
    public static double Add(this SharedAtomicWriter<double> atomic, double value) => NotNull(atomic).Update(value, static (current, added) => current + added);

    /// <summary>Raises the value to <paramref name="value"/> if it is less, and returns the greater of both.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet.</exception>
    public static int Max(this SharedAtomicWriter<int> atomic, int value) => NotNull(atomic).Update(value, static (current, other) => Math.Max(current, other));

    /// <summary>Raises the value to <paramref name="value"/> if it is less, and returns the greater of both.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet.</exception>
    public static long Max(this SharedAtomicWriter<long> atomic, long value) => NotNull(atomic).Update(value, static (current, other) => Math.Max(current, other));

    /// <summary>Raises the value to <paramref name="value"/> if it is less, and returns the greater of both; NaN if either is.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet.</exception>
    public static double Max(this SharedAtomicWriter<double> atomic, double value) => NotNull(atomic).Update(value, static (current, other) => Math.Max(current, other));

    /// <summary>Lowers the value to <paramref name="value"/> if it is greater, and returns the less of both.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet.</exception>
    public static int Min(this SharedAtomicWriter<int> atomic, int value) => NotNull(atomic).Update(value, static (current, other) => Math.Min(current, other));

    /// <summary>Lowers the value to <paramref name="value"/> if it is greater, and returns the less of both.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet.</exception>
    public static long Min(this SharedAtomicWriter<long> atomic, long value) => NotNull(atomic).Update(value, static (current, other) => Math.Min(current, other));

    /// <summary>Lowers the value to <paramref name="value"/> if it is greater, and returns the less of both; NaN if either is.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="SharedStoreException">Of a contributor: the store does not have the key yet.</exception>
    public static double Min(this SharedAtomicWriter<double> atomic, double value) => NotNull(atomic).Update(value, static (current, other) => Math.Min(current, other));

    private static SharedAtomicWriter<T> NotNull<T>(SharedAtomicWriter<T> atomic)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(atomic);
        return atomic;
    }
}
