namespace ShmStore.Store.Schema;

/// <summary>A field type as spelt in schema documents, taken apart: what comes before an object's name, the name, and the marks for null behind it.</summary>
/// <remarks>Examples: <c>int64</c>, <c>string?</c>, <c>object:Demo.Account</c>, <c>array:object:Demo.Position?</c>.</remarks>
internal readonly record struct FieldType(string Prefix, string? ObjectName, string NullMarks)
{
    private const string ObjectMark = "object:";
    private const char NullMark = '?';

    /// <summary>Takes a type apart.</summary>
    public static FieldType Parse(string text)
    {
        string bare = text.TrimEnd(NullMark);
        string marks = text[bare.Length..];
        int at = bare.IndexOf(ObjectMark, StringComparison.Ordinal);
        return at < 0
            ? new FieldType(bare, null, marks)
            : new FieldType(bare[..(at + ObjectMark.Length)], bare[(at + ObjectMark.Length)..], marks);
    }

    /// <summary>True when both are built alike, whatever the names of the objects in them.</summary>
    public bool HasShapeOf(FieldType other) =>
        Prefix == other.Prefix && NullMarks == other.NullMarks && ObjectName is null == other.ObjectName is null;
}
