using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints the extension methods that a map of this object type has: <c>map.Read(key, view => …)</c>, one key or many at once.</summary>
internal static class MapReadsEmitter
{
    private const string Effects = "The function may run more than once, so it must have no effect but its result.";

    /// <summary>Prints the extension block.</summary>
    public static void Emit(SourceWriter writer, ObjectModel model, ExtensionModel extension)
    {
        string key = extension.KeyParameter;
        string result = extension.ResultParameter;
        string view = model.Type + ".View";
        string function = $"global::System.Func<{view}, {result}> read";
        writer.Separate();
        writer.Line("/// <param name=\"map\">The map.</param>");
        using (writer.Braces(ExtensionBlocks.OfMap(extension, $"{RuntimeNames.SharedMap}<{key}, {model.Type}>")))
        {
            Method(
                writer,
                $"Reads members of a key's object in place, of one version. {Effects}",
                $"{result} Read<{result}>({key} key, {function})",
                $"ReadView<{view}, {result}>(key, read)");
            Method(
                writer,
                $"Reads members of a key's object in place, of one version, if there is one. {Effects}",
                $"bool TryRead<{result}>({key} key, {function}, [global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out {result} result)",
                $"TryReadView<{view}, {result}>(key, read, out result)");
            Method(
                writer,
                $"Reads members of many keys' objects in place, faster than one after the other, and returns how many keys have an object. The result of one that has none is the default of its type. {Effects}",
                $"int ReadMany<{result}>(global::System.ReadOnlySpan<{key}> keys, global::System.Span<{result}> results, {function}, global::System.Span<bool> found = default)",
                $"ReadViews<{view}, {result}>(keys, results, read, found)");
            Method(
                writer,
                $"Reads members of all objects in place, in no particular order, while the map may be written: none twice, and none left out that was there throughout. {Effects}",
                $"global::System.Collections.Generic.IEnumerable<global::System.Collections.Generic.KeyValuePair<{key}, {result}>> ReadAll<{result}>({function})",
                $"ReadAllViews<{view}, {result}>(read)");
            Method(
                writer,
                $"Reads members of all objects in place, as <c>ReadAll</c> does, without their keys, which costs less and allocates nothing for an object. {Effects}",
                $"global::System.Collections.Generic.IEnumerable<{result}> ReadValues<{result}>({function})",
                $"ReadValueViews<{view}, {result}>(read)");
        }
    }

    private static void Method(SourceWriter writer, string summary, string declaration, string call)
    {
        writer.Separate();
        writer.Summary(summary);
        writer.Line($"public {declaration} => map.{call};");
    }
}
