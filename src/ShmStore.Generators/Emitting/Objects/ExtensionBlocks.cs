using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Heads of the extension blocks that an object type has.</summary>
internal static class ExtensionBlocks
{
    /// <summary>The block of an entry of the object type.</summary>
    /// <param name="extension">The class it stands in.</param>
    /// <param name="receiver">The entry's type, as a parameter has it.</param>
    public static string OfEntry(ExtensionModel extension, string receiver) => Of(extension, receiver, extension.Names.Entry);

    /// <summary>The block of a map of the object type with keys of one type.</summary>
    /// <param name="extension">The class it stands in.</param>
    /// <param name="key">The type of the keys.</param>
    /// <param name="type">The object type.</param>
    public static string OfMapBy(ExtensionModel extension, string key, string type) => Of(extension, $"{RuntimeNames.SharedMap}<{key}, {type}>", extension.Names.Map);

    /// <summary>The block of a map of the object type.</summary>
    /// <param name="extension">The class it stands in.</param>
    /// <param name="receiver">The map's type, with the class's parameter for keys.</param>
    public static string OfMap(ExtensionModel extension, string receiver)
    {
        string parameters = extension.TypeParameters.Length == 0 ? extension.KeyParameter : $"{extension.TypeParameters}, {extension.KeyParameter}";
        return $"extension<{parameters}>({receiver} {extension.Names.Map}){extension.Constraints} where {extension.KeyParameter} : notnull";
    }

    private static string Of(ExtensionModel extension, string receiver, string name)
    {
        string parameters = extension.TypeParameters.Length == 0 ? "" : $"<{extension.TypeParameters}>";
        return $"extension{parameters}({receiver} {name}){extension.Constraints}";
    }
}
