namespace ShmStore.Bson;

/// <summary>The names of types in messages.</summary>
internal static class Article
{
    // All names with a U but one begin with the sound of "you".
    private const string Vowels = "AEIOaeio";

    /// <summary>The name with its article: <c>an Int32</c>, <c>a UInt32</c>.</summary>
    public static string With(string name) => name.Length > 0 && (Vowels.Contains(name[0]) || name == nameof(ElementType.Undefined)) ? $"an {name}" : $"a {name}";
}
