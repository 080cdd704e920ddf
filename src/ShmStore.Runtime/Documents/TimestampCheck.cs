using System.Text;
using System.Text.Json;

namespace ShmStore.Documents;

/// <summary>Looks at the numbers of timestamps in extended JSON, which goes by token after token.</summary>
internal struct TimestampCheck
{
    private Place _place;

    private enum Place
    {
        Elsewhere,

        // Behind the brace of a document: a name that is special is so in this place only.
        AtStart,

        // Behind the name of a timestamp.
        Named,

        // In the document that has its numbers.
        Within,
    }

    /// <summary>Looks at the next token.</summary>
    /// <exception cref="FormatException">It is a number of a timestamp that one cannot hold.</exception>
    public void Look(ref Utf8JsonReader token)
    {
        _place = token.TokenType switch
        {
            JsonTokenType.StartObject => _place == Place.Named ? Place.Within : Place.AtStart,
            JsonTokenType.PropertyName when _place == Place.AtStart && token.ValueTextEquals("$timestamp"u8) => Place.Named,
            JsonTokenType.PropertyName or JsonTokenType.Number when _place == Place.Within => Place.Within,
            _ => Place.Elsewhere,
        };
        if (_place == Place.Within && token.TokenType == JsonTokenType.Number && !token.TryGetUInt32(out _))
            throw ExtendedJsonReader.NotExtendedJson($"A $timestamp has the number {Encoding.UTF8.GetString(token.ValueSpan)}, and both of its numbers are integers from 0 to {uint.MaxValue}.");
    }
}
