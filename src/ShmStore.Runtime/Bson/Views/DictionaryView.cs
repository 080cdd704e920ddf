using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace ShmStore.Bson;

/// <summary>A document read in place as a dictionary: its names are keys, its values are viewed one by one. The view of null has no entries.</summary>
/// <remarks>Looking up walks over the entries in front. Of names that are there twice the first counts. Valid as long as the bytes under it are.</remarks>
/// <typeparam name="TView">What each value is viewed as.</typeparam>
/// <typeparam name="TReader">How.</typeparam>
[DebuggerDisplay("{DebuggerText,nq}")]
public readonly ref struct DictionaryView<TView, TReader>
    where TView : allows ref struct
    where TReader : struct, IBsonView<TView>, allows ref struct
{
    private const int ShortName = 256;

    private readonly DocumentView _document;

    internal DictionaryView(DocumentView document) => _document = document;

    /// <summary>Whether this is the view of null.</summary>
    public bool IsNull => _document.IsNull;

    /// <summary>What a debugger shows: the content, cut off after a bounded length.</summary>
    internal string DebuggerText => ViewText.Of(_document);

    /// <summary>How many entries there are, repeated names included. Walks over all of them.</summary>
    /// <exception cref="BsonFormatException">An entry is malformed.</exception>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ElementView _ in _document)
                count++;
            return count;
        }
    }

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key's UTF-8 text.</param>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    /// <exception cref="BsonFormatException">An entry on the way is malformed, or the value is of another type.</exception>
    public TView this[scoped ReadOnlySpan<byte> key] =>
        TryGetValue(key, out TView? value) ? value : throw new KeyNotFoundException($"The dictionary has no key '{TextError.Quote(key)}'.");

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key's text.</param>
    /// <inheritdoc cref="this[ReadOnlySpan{byte}]"/>
    public TView this[string key] =>
        TryGetValue(key, out TView? value) ? value : throw new KeyNotFoundException($"The dictionary has no key '{key}'.");

    /// <summary>Whether there is such a key.</summary>
    /// <exception cref="BsonFormatException">An entry on the way is malformed.</exception>
    public bool ContainsKey(scoped ReadOnlySpan<byte> key) => TryFind(key, out _);

    /// <summary>Whether there is such a key.</summary>
    /// <exception cref="BsonFormatException">An entry on the way is malformed.</exception>
    public bool ContainsKey(string key) => TryFind(key, out _);

    /// <summary>Looks a value up.</summary>
    /// <param name="key">The key's UTF-8 text.</param>
    /// <param name="value">The value's view.</param>
    /// <returns>False if there is no such key.</returns>
    /// <exception cref="BsonFormatException">An entry on the way is malformed, or the value is of another type.</exception>
    public bool TryGetValue(scoped ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TView value)
    {
        bool found = TryFind(key, out ElementView element);
        value = found ? TReader.View(element) : default;
        return found;
    }

    /// <summary>Looks a value up.</summary>
    /// <param name="key">The key's text.</param>
    /// <param name="value">The value's view.</param>
    /// <inheritdoc cref="TryGetValue(ReadOnlySpan{byte}, out TView)"/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TView value)
    {
        bool found = TryFind(key, out ElementView element);
        value = found ? TReader.View(element) : default;
        return found;
    }

    /// <summary>Enumerates the entries in the document's order without allocating.</summary>
    public Enumerator GetEnumerator() => new(_document);

    private bool TryFind(scoped ReadOnlySpan<byte> key, out ElementView element)
    {
        // A name ends at its zero, so no name can have one inside.
        if (!_document.IsNull && !key.Contains((byte)0))
            return _document.TryFind(key, out element);
        element = default;
        return false;
    }

    private bool TryFind(string key, out ElementView element)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> buffer = stackalloc byte[ShortName];
        Span<byte> utf8 = Encoding.UTF8.GetMaxByteCount(key.Length) > buffer.Length ? new byte[Encoding.UTF8.GetMaxByteCount(key.Length)] : buffer;

        // A text with half of a surrogate pair is no name, and not the one with a replacement character instead.
        if (Utf8.FromUtf16(key, utf8, out _, out int length, replaceInvalidSequences: false) == OperationStatus.Done)
            return TryFind(utf8[..length], out element);
        element = default;
        return false;
    }

    /// <summary>Walks over the entries.</summary>
    public ref struct Enumerator
    {
        private DocumentView.Enumerator _elements;

        internal Enumerator(DocumentView document) => _elements = document.GetEnumerator();

        /// <summary>The entry at the enumerator.</summary>
        public readonly Entry Current => new(_elements.Current);

        /// <summary>Goes to the next entry.</summary>
        /// <returns>False at the end.</returns>
        /// <exception cref="BsonFormatException">The next entry is malformed.</exception>
        public bool MoveNext() => _elements.MoveNext();
    }

    /// <summary>A key and the view of its value.</summary>
    public readonly ref struct Entry
    {
        private readonly ElementView _element;

        internal Entry(ElementView element) => _element = element;

        /// <summary>The key's text.</summary>
        public Utf8View Key => new(_element.Name);

        /// <summary>The value's view.</summary>
        /// <exception cref="BsonFormatException">The value is of another type.</exception>
        public TView Value => TReader.View(_element);
    }
}
