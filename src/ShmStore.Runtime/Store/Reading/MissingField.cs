using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>What a missing element stands for.</summary>
/// <param name="isError">It must be there.</param>
/// <param name="value">Otherwise, what it reads as.</param>
internal readonly struct MissingField<TField>(bool isError, TField value)
{
    private readonly bool _isError = isError;
    private readonly TField _value = value;

    /// <summary>The value.</summary>
    /// <exception cref="BsonFormatException">The element must be there.</exception>
    public TField In(DocumentView document, ReadOnlySpan<byte> name)
    {
        if (_isError)
        {
            DocumentView.ThrowMissing(document, name);
        }

        return _value;
    }
}
