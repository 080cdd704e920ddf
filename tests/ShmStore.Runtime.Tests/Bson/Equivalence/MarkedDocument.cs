using System.Runtime.InteropServices;

namespace ShmStore.Tests.Bson.Equivalence;

/// <summary>A document under construction that remembers where its lengths, types, names and terminators are.</summary>
internal sealed class MarkedDocument
{
    private readonly List<byte> _bytes = [];
    private readonly List<(Mark Mark, int Position)> _marks = [];

    /// <summary>The bytes.</summary>
    public byte[] Bytes => [.. _bytes];

    /// <summary>The places.</summary>
    public IReadOnlyList<(Mark Mark, int Position)> Marks => _marks;

    /// <summary>Builds a document of elements.</summary>
    public static MarkedDocument Of(IEnumerable<RandomElement> elements)
    {
        var document = new MarkedDocument();
        document.Document(elements);
        return document;
    }

    /// <summary>Appends a whole document.</summary>
    public void Document(IEnumerable<RandomElement> elements) => Sized(() =>
    {
        foreach (RandomElement element in elements)
        {
            Add(Mark.Type);
            _bytes.Add((byte)element.Type);
            CString(element.Name);
            element.WriteValue(this);
        }
        Terminator();
    });

    /// <summary>Appends a length, and what it counts, itself included.</summary>
    public void Sized(Action content)
    {
        int start = _bytes.Count;
        Length(0);
        content();
        BitConverter.TryWriteBytes(CollectionsMarshal.AsSpan(_bytes)[start..], _bytes.Count - start);
    }

    /// <summary>Appends a string with its length.</summary>
    public void String(byte[] text)
    {
        Length(text.Length + 1);
        CString(text);
    }

    /// <summary>Appends text and a zero.</summary>
    public void CString(byte[] text)
    {
        if (text.Length > 0)
            Add(Mark.Text);
        _bytes.AddRange(text);
        Terminator();
    }

    /// <summary>Appends binary data.</summary>
    public void Binary(byte subtype, byte[] data)
    {
        bool isOld = subtype == 2;
        Length(data.Length + (isOld ? sizeof(int) : 0));
        _bytes.Add(subtype);
        if (isOld)
            Length(data.Length);
        _bytes.AddRange(data);
    }

    /// <summary>Appends bytes as they are.</summary>
    public void Raw(byte[] bytes) => _bytes.AddRange(bytes);

    private void Length(int length)
    {
        Add(Mark.Length);
        _bytes.AddRange(BitConverter.GetBytes(length));
    }

    private void Terminator()
    {
        Add(Mark.Terminator);
        _bytes.Add(0);
    }

    private void Add(Mark mark) => _marks.Add((mark, _bytes.Count));
}
