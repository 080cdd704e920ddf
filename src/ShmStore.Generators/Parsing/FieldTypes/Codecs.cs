namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Names of the runtime's codec types as C# source.</summary>
internal static class Codecs
{
    private const string Prefix = "global::ShmStore.Bson.";

    /// <summary>A type of the runtime's Bson layer.</summary>
    public static string Plain(string name) => Prefix + name;

    /// <summary>The codec of a value type that is stored as text of this format.</summary>
    public static string Text(string type, string format) => Generic("TextCodec", type, format);

    /// <summary>A generic type of the runtime's Bson layer.</summary>
    public static string Generic(string name, params string[] arguments) => $"{Prefix}{name}<{string.Join(", ", arguments)}>";
}
