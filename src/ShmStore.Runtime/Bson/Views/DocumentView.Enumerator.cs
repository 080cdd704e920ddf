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
        private int _position;
        private ElementView _current;

        internal Enumerator(DocumentView document)
        {
            _document = document;
            if (!document.IsNull)
                document.CheckLength();
            _position = sizeof(int);
        }

        /// <summary>The element that <see cref="MoveNext"/> found.</summary>
        public readonly ElementView Current => _current;

        /// <summary>Goes to the next element.</summary>
        /// <returns>False at the end.</returns>
        /// <exception cref="BsonFormatException">The next element is malformed.</exception>
        public bool MoveNext()
        {
            ReadOnlySpan<byte> bytes = _document.Bytes;
            if (_position >= bytes.Length - 1)
                return false;
            int nameLength = ElementScan.NameLength(bytes, _position, _document.Origin);
            ElementPlace place = ElementScan.Measure(bytes, _position, nameLength, _document.Origin);
            _position += 1 + nameLength + 1 + place.Size;
            return _document.TryTake(place, nameLength, out _current);
        }
    }
}
