using System.Text;

namespace ShmStore.Generators.Tests.Harness;

/// <summary>Reads source in which expected diagnostics are marked: <c>{|SHM0001:Market|}</c>.</summary>
internal static class Markup
{
    public static (string Source, List<(string Id, int Start, int Length)> Places) Parse(string marked)
    {
        StringBuilder source = new();
        List<(string Id, int Start, int Length)> places = [];
        Stack<(string Id, int Start)> open = [];
        for (int i = 0; i < marked.Length; i++)
        {
            if (marked.AsSpan(i).StartsWith("{|SHM"))
            {
                int colon = marked.IndexOf(':', i);
                open.Push((marked[(i + 2)..colon], source.Length));
                i = colon;
            }
            else if (marked.AsSpan(i).StartsWith("|}"))
            {
                (string id, int start) = open.Pop();
                places.Add((id, start, source.Length - start));
                i++;
            }
            else
            {
                source.Append(marked[i]);
            }
        }

        return (source.ToString(), [.. places.OrderBy(static place => place.Start)]);
    }
}
