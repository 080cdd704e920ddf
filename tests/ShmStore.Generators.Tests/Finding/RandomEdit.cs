using CsCheck;

namespace ShmStore.Generators.Tests.Finding;

/// <summary>A random edit of a project's files.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Place">The file it is done to, of as many as there are.</param>
/// <param name="Text">A new file.</param>
internal sealed record RandomEdit(int Kind, int Place, string Text)
{
    private static readonly (string Old, string New)[] Changes =
    [
        ("int", "long"), ("First", "Second"), ("A", "B"), ("B", "C"), ("Demo", "Other"), ("class", "record"), ("public", "internal"), (" : long", ""), ("set;", "init;"), ("number", "other"), ("\"x\"", "\"z\""), ("using", "\n#nullable enable\nusing"), ("A.Number", "A.Number 7"), (" 7", ""), (" }", " ) }"), (" ) }", " }"),
    ];

    /// <summary>Any edit.</summary>
    public static Gen<RandomEdit> Any { get; } = Gen.Select(Gen.Int[0, 15], Gen.Int[0, 1000], RandomFiles.One).Select(static (kind, place, text) => new RandomEdit(kind, place, text));

    /// <summary>The files after the edit.</summary>
    public List<string> Apply(List<string> files)
    {
        List<string> edited = [.. files];
        int file = Place % edited.Count;
        switch (Kind)
        {
            case 0:
                edited.Add(Text);
                break;
            case 1 when edited.Count > 1:
                edited.RemoveAt(file);
                break;
            case 2:
                edited.Reverse();
                break;
            case 3:
                edited[file] += " // comment";
                break;
            case <= 10:
                edited[file] = Change(edited[file]);
                break;
            default:
                edited[file] = Text;
                break;
        }

        return edited;
    }

    private string Change(string text)
    {
        (string old, string changed) = Changes.Skip(Place % Changes.Length).Concat(Changes).FirstOrDefault(change => text.Contains(change.Old, StringComparison.Ordinal), (Old: " ", New: "  "));
        return text.Replace(old, changed, StringComparison.Ordinal);
    }
}
