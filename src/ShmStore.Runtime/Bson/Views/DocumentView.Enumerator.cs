using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <content>Walking over all elements.</content>
public readonly ref partial struct DocumentView
{
    /// <summary>Enumerates all elements in the document's order; none for the null view.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Walks over a document's elements without allocating.</summary>
    public ref struct Enumerator
    {
        private readonly DocumentView _document;
        private ElementPlace _place;
        private int _nameLength;
        private int _next;

        internal Enumerator(DocumentView document)
        {
            _document = document;
            if (!document.IsNull)
                document.CheckLength();
            _place = ElementPlace.Missing;
            _next = sizeof(int);
        }

        /// <summary>The element that <see cref="MoveNext"/> found; the default one before that.</summary>
        public readonly ElementView Current
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                _document.TryTake(_place, _nameLength, out ElementView element);
                return element;
            }
        }

        /// <summary>Goes to the next element.</summary>
        /// <returns>False at the end.</returns>
        /// <exception cref="BsonFormatException">The next element is malformed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            ReadOnlySpan<byte> bytes = _document.Bytes;
            int position = _next;
            if (position >= bytes.Length - 1)
                return false;
            int nameLength = ElementScan.NameLength(bytes, position, _document.Origin);
            ElementPlace place = ElementScan.Measure(bytes, position, nameLength, _document.Origin);
            _place = place;
            _nameLength = nameLength;
            _next = position + 1 + nameLength + 1 + place.Size;
            return true;
        }
    }
}
