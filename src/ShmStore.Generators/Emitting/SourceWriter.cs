using System.Text;

namespace ShmStore.Generators.Emitting;

/// <summary>Builds indented source text with '\n' line ends, whatever the machine. Not thread-safe.</summary>
internal sealed class SourceWriter
{
    private const int IndentSize = 4;

    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _atBlockStart = true;

    /// <summary>Writes one line; every line of a text with several, each indented.</summary>
    public void Line(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.Length > 0)
                _text.Append(' ', _depth * IndentSize).Append(line);
            _text.Append('\n');
        }

        _atBlockStart = false;
    }

    /// <summary>Writes an empty line between members; none where a block begins.</summary>
    public void Separate()
    {
        if (!_atBlockStart)
            _text.Append('\n');
    }

    /// <summary>Writes a header, if it is not empty, and an opening brace; the closing one is written when the result is disposed.</summary>
    public Block Braces(string header, string close = "}")
    {
        if (header.Length > 0)
            Line(header);
        Line("{");
        _depth++;
        _atBlockStart = true;
        return new Block(this, close);
    }

    /// <summary>Writes lines one level deeper, as the continuation of an expression.</summary>
    public void Indented(Action write)
    {
        _depth++;
        write();
        _depth--;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Close(string close)
    {
        _depth--;
        Line(close);
    }

    /// <summary>An open pair of braces.</summary>
    public readonly struct Block(SourceWriter writer, string close) : IDisposable
    {
        /// <summary>Writes the closing brace.</summary>
        public void Dispose() => writer.Close(close);
    }
}
