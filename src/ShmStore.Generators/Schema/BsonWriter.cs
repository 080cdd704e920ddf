using System.Globalization;
using System.Text;
using ShmStore.Bson;

namespace ShmStore.Generators.Schema;

/// <summary>Writes the few BSON types that a schema document is made of. Not thread-safe.</summary>
internal sealed class BsonWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>Writes the root document and returns all bytes.</summary>
    public static byte[] Document(Action<BsonWriter> content)
    {
        BsonWriter writer = new();
        writer.Body(content);
        return [.. writer._bytes];
    }

    /// <summary>Writes a string element.</summary>
    public void Text(string name, string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        Header(ElementType.String, name);
        Int32(utf8.Length + 1);
        _bytes.AddRange(utf8);
        _bytes.Add(0);
    }

    /// <summary>Writes an integer element.</summary>
    public void Number(string name, int value)
    {
        Header(ElementType.Int32, name);
        Int32(value);
    }

    /// <summary>Writes a boolean element that is true.</summary>
    public void True(string name)
    {
        Header(ElementType.Boolean, name);
        _bytes.Add(1);
    }

    /// <summary>Writes an array of documents.</summary>
    public void Documents<T>(string name, IEnumerable<T> items, Action<BsonWriter, T> content)
    {
        Header(ElementType.Array, name);
        Body(array =>
        {
            int index = 0;
            foreach (T item in items)
            {
                array.Header(ElementType.Document, index++.ToString(CultureInfo.InvariantCulture));
                array.Body(document => content(document, item));
            }
        });
    }

    private void Body(Action<BsonWriter> content)
    {
        int start = _bytes.Count;
        Int32(0);
        content(this);
        _bytes.Add(0);
        int length = _bytes.Count - start;
        for (int i = 0; i < sizeof(int); i++)
            _bytes[start + i] = (byte)(length >> (8 * i));
    }

    private void Header(ElementType type, string name)
    {
        _bytes.Add((byte)type);
        _bytes.AddRange(Encoding.UTF8.GetBytes(name));
        _bytes.Add(0);
    }

    private void Int32(int value)
    {
        for (int i = 0; i < sizeof(int); i++)
            _bytes.Add((byte)(value >> (8 * i)));
    }
}
