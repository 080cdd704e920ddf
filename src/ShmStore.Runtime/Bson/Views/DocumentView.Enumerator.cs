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
            _current = _document.ElementAt(_position, _end);
            _position += _current.Length;
            return true;
        }
    }
}
