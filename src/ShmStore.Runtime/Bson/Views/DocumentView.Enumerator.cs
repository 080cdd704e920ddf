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
        private readonly int _end;
        private int _position;
        private ElementView _current;

        internal Enumerator(DocumentView document)
        {
            _document = document;
            _end = document.IsNull ? 0 : document.ElementsEnd;
            _position = sizeof(int);
        }

        /// <summary>The element that <see cref="MoveNext"/> found.</summary>
        public readonly ElementView Current => _current;

        /// <summary>Goes to the next element.</summary>
        /// <returns>False at the end.</returns>
        /// <exception cref="BsonFormatException">The next element is malformed.</exception>
        public bool MoveNext()
        {
            if (_position >= _end)
                return false;
            int type = _document.Measure(_position, out int nameLength, out int size);
            _document.TryTake(type, _position, nameLength, size, out _current);
            _position += 1 + nameLength + 1 + size;
            return true;
        }
    }
}
