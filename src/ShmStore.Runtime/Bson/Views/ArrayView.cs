using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>A BSON array read in place; its items are viewed one by one. The view of null has no items.</summary>
/// <typeparam name="TView">What each item is viewed as.</typeparam>
/// <typeparam name="TReader">How.</typeparam>
[DebuggerDisplay("{DebuggerText,nq}")]
public readonly ref struct ArrayView<TView, TReader>
    where TView : allows ref struct
    where TReader : struct, IBsonView<TView>, allows ref struct
{
    private readonly DocumentView _array;

    internal ArrayView(DocumentView array) => _array = array;

    /// <summary>Whether this is the view of null.</summary>
    public bool IsNull => _array.IsNull;

    /// <summary>What a debugger shows: the content, cut off after a bounded length.</summary>
    internal string DebuggerText => ViewText.OfArray(_array);

    /// <summary>How many items there are. Walks over all of them.</summary>
    /// <exception cref="BsonFormatException">An item is malformed.</exception>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ElementView _ in _array)
                count++;
            return count;
        }
    }

    /// <summary>An item by its place. Walks over those before it: enumerate to read several.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many.</exception>
    /// <exception cref="BsonFormatException">An item is malformed or of another type.</exception>
    public TView this[int index]
    {
        get
        {
            int count = 0;
            foreach (ElementView item in _array)
            {
                if (count++ == index)
                    return TReader.View(item);
            }
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The array has {count} items.");
        }
    }

    /// <summary>Enumerates the items without allocating.</summary>
    public Enumerator GetEnumerator() => new(_array);

    /// <summary>Walks over the items.</summary>
    public ref struct Enumerator
    {
        private DocumentView.Enumerator _elements;

        internal Enumerator(DocumentView array) => _elements = array.GetEnumerator();

        /// <summary>The item at the enumerator.</summary>
        /// <exception cref="BsonFormatException">It is of another type.</exception>
        public readonly TView Current
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => TReader.View(_elements.Current);
        }

        /// <summary>Goes to the next item.</summary>
        /// <returns>False at the end.</returns>
        /// <exception cref="BsonFormatException">The next item is malformed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext() => _elements.MoveNext();
    }
}
