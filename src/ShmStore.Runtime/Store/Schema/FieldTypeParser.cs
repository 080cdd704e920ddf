namespace ShmStore.Store.Schema;

/// <summary>Parses types as schema documents spell them. The text may come from anywhere, so nesting is limited.</summary>
internal ref struct FieldTypeParser
{
    /// <summary>What stands between the word and what its values mean.</summary>
    public const char MeaningMark = '/';

    private const int MaxDepth = 64;
    private const string Ends = ":,<>?";

    private readonly string _text;
    private int _at;

    private FieldTypeParser(string text) => _text = text;

    /// <summary>The type that the whole text spells; null if it spells none, or one that is nested too deep.</summary>
    public static FieldType? TryParse(string text)
    {
        var parser = new FieldTypeParser(text);
        return parser.TryParse(MaxDepth) is { } type && parser._at == text.Length ? type : null;
    }

    private FieldType? TryParse(int depth)
    {
        int start = _at;
        string[] word = Take(_text.AsSpan(_at).IndexOfAny(Ends)).Split(MeaningMark, 2);
        string kind = word[0];
        bool allowsNull = Skip('?');
        string? name = null;
        List<FieldType>? parts = [];
        if (kind == FieldType.Object && Skip(':'))
        {
            name = Take(NameLength());
        }
        else if (kind is "array" or "map" && Skip(':'))
        {
            parts = TryParts(depth, isList: false);
        }
        else if (kind is "tuple" or "pair" && Skip(':') && Skip('<'))
        {
            parts = TryParts(depth, isList: true);
            if (!Skip('>'))
            {
                return null;
            }
        }

        if (parts is null || kind.Length == 0)
        {
            return null;
        }

        // Behind an array or map it would be about the part.
        allowsNull = allowsNull || Skip('?');
        return new FieldType(_text[start.._at], kind, word.Length > 1 ? word[1] : "", name, parts, allowsNull);
    }

    private List<FieldType>? TryParts(int depth, bool isList)
    {
        List<FieldType> parts = [];
        do
        {
            if (depth == 0 || TryParse(depth - 1) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }
        while (isList && Skip(','));

        return parts;
    }

    // Names of generic types have commas and angle brackets of their own.
    private readonly int NameLength()
    {
        int open = 0;
        for (int i = _at; i < _text.Length; i++)
        {
            char c = _text[i];
            if (open == 0 && c is (',' or '>' or '?'))
            {
                return i - _at;
            }

            open += c == '<' ? 1 : c == '>' ? -1 : 0;
        }

        return -1;
    }

    // Up to the end for a negative length.
    private string Take(int length)
    {
        int end = length < 0 ? _text.Length : _at + length;
        string taken = _text[_at..end];
        _at = end;
        return taken;
    }

    private bool Skip(char c)
    {
        bool isThere = _at < _text.Length && _text[_at] == c;
        _at += isThere ? 1 : 0;
        return isThere;
    }
}
