using CsCheck;

namespace ShmStore.Tests.Documents;

/// <summary>One change to the tokens of a JSON text.</summary>
/// <param name="Kind">What is changed.</param>
/// <param name="Place">Picks the token.</param>
/// <param name="Value">Picks what is put there, or another token.</param>
internal readonly record struct JsonMutation(int Kind, int Place, int Value)
{
    private const int Kinds = 5;
    private const string Marks = "{}[],:";

    private static readonly string[] Tokens =
    [
        "1", "-1", "-0", "256", "1.5", "1e5", "1e999", "2147483648", "99999999999999999999", "true", "null", "NaN", "0x10", "{}", "[]", "{", "}", "[", "]", ",", ":", "\"", " ",
        "\"\"", "\"x\"", "\"5\"", "\" 5 \"", "\"+5\"", "\"1,000\"", "\"0x10\"", "\"\\u0661\"", "\"99999999999999999999\"", "\"1e9999999999\"", "\"NaN\"", "\"-Infinity\"",
        "\"\\u0000\"", "\"\\ud800\"", "\"\ud800\"", "\"\\q\"", "\"02\"", "\"03\"", "\"04\"", "\"100\"", "\"fff\"", "\"AAE=\"", "\"2020-13-45\"", "\"12:00\"",
        "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"$date\"", "\"$numberInt\"", "\"$numberLong\"", "\"$numberDouble\"", "\"$numberDecimal\"", "\"$oid\"",
        "\"$code\"", "\"$scope\"", "\"$binary\"", "\"base64\"", "\"subType\"", "\"$type\"", "\"$uuid\"", "\"$timestamp\"", "\"t\"", "\"i\"", "\"$regex\"", "\"$options\"", "\"$symbol\"",
        "\"$undefined\"", "\"$minKey\"", "\"$dbPointer\"", "{\"$oid\":\"0123456789abcdef01234567\"}", "{\"$scope\":{}}", "ObjectId(\"0123456789abcdef01234567\")", "/a/i", "'a'", "//",
    ];

    /// <summary>Any change.</summary>
    public static Gen<JsonMutation> Any { get; } =
        Gen.Select(Gen.Int[0, Kinds - 1], Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue]).Select(static (kind, place, value) => new JsonMutation(kind, place, value));

    /// <summary>A text with several changes.</summary>
    public static string Apply(string json, params ReadOnlySpan<JsonMutation> mutations)
    {
        List<string> tokens = Split(json);
        foreach (JsonMutation mutation in mutations)
            mutation.Change(tokens);
        return string.Concat(tokens);
    }

    private void Change(List<string> tokens)
    {
        int place = Place % tokens.Count;
        string token = Tokens[Value % Tokens.Length];
        switch (Kind)
        {
            case 0 or 1:
                tokens[place] = token;
                break;
            case 2:
                tokens.Insert(place, token);
                break;
            case 3:
                // An empty one stays, so that there is always one.
                tokens[place] = "";
                break;
            default:
                int other = Value % tokens.Count;
                (tokens[place], tokens[other]) = (tokens[other], tokens[place]);
                break;
        }
    }

    private static List<string> Split(string json)
    {
        List<string> tokens = [];
        for (int start = 0, end; start < json.Length; start = end)
        {
            end = start + 1;
            if (json[start] == '"')
            {
                while (json[end] != '"')
                    end += json[end] == '\\' ? 2 : 1;
                end++;
            }
            else if (!Marks.Contains(json[start], StringComparison.Ordinal))
            {
                while (end < json.Length && json[end] != '"' && !Marks.Contains(json[end], StringComparison.Ordinal))
                    end++;
            }
            tokens.Add(json[start..end]);
        }
        return tokens;
    }
}
