using System.Collections;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <summary>What comes of going through all entries of a map. Thread-safe; each enumerator is for one thread at a time, but can be disposed by any at any time, and ends then.</summary>
/// <remarks>Not by <c>yield</c>: an enumerator that the compiler makes forgets its variables when it is disposed, also while another thread is using them.</remarks>
/// <param name="map">The map.</param>
/// <param name="reader">Reads the documents.</param>
/// <param name="withKeys">Whether keys are asked for, which costs.</param>
/// <param name="item">What comes of the entry that was found.</param>
internal sealed class MapItems<TKey, TReader, TResult, TItem>(MapReader map, TReader reader, bool withKeys, Func<MapScan<TKey, TReader, TResult>, TItem> item) : IEnumerable<TItem>
    where TKey : notnull
    where TReader : IBlockReader<TResult>
{
    /// <inheritdoc/>
    public IEnumerator<TItem> GetEnumerator() => new Enumerator(new MapScan<TKey, TReader, TResult>(map, reader), withKeys, item);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Enumerator(MapScan<TKey, TReader, TResult> scan, bool withKeys, Func<MapScan<TKey, TReader, TResult>, TItem> item) : IEnumerator<TItem>
    {
        public TItem Current { get; private set; } = default!;

        object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            bool found = false;
            try
            {
                found = scan.MoveNext(withKeys);
            }
            finally
            {
                // At its end, or as it failed: then nothing comes any more.
                if (!found)
                    scan.Dispose();
            }

            if (found)
                Current = item(scan);
            return found;
        }

        public void Reset() => throw new NotSupportedException();

        public void Dispose() => scan.Dispose();
    }
}
