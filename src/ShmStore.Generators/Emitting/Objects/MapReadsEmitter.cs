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
        ParameterNames names = extension.Names;
        string view = model.Type + ".View";
        string function = $"global::System.Func<{view}, {result}> {names.Read}";
        string argument = extension.ArgumentParameter;
        string withArgument = $"{argument} {names.Argument}, global::System.Func<{view}, {argument}, {result}> {names.Read}";
        writer.Separate();
        writer.Parameter(names.Map, "The map.");
        using (writer.Braces(ExtensionBlocks.OfMap(extension, $"{RuntimeNames.SharedMap}<{key}, {model.Type}>")))
        {
            Method(
                writer,
                names.Map,
                $"Reads members of a key's object in place, of one version. {Effects}",
                $"{result} Read<{result}>({key} {names.Key}, {function})",
                $"ReadView<{view}, {result}>({names.Key}, {names.Read})");
            Method(
                writer,
                names.Map,
                $"Reads members of a key's object in place, of one version, if there is one. {Effects}",
                $"bool TryRead<{result}>({key} {names.Key}, {function}, [global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out {result} {names.Result})",
                $"TryReadView<{view}, {result}>({names.Key}, {names.Read}, out {names.Result})");
            Method(
                writer,
                names.Map,
                $"Reads members of a key's object in place, of one version, by a function that can be static, as it is passed an argument. {Effects}",
                $"{result} Read<{argument}, {result}>({key} {names.Key}, {withArgument})",
                $"ReadView<{view}, {argument}, {result}>({names.Key}, {names.Argument}, {names.Read})");
            Method(
                writer,
                names.Map,
                $"Reads members of a key's object in place, of one version, if there is one, by a function that can be static, as it is passed an argument. {Effects}",
                $"bool TryRead<{argument}, {result}>({key} {names.Key}, {withArgument}, [global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out {result} {names.Result})",
                $"TryReadView<{view}, {argument}, {result}>({names.Key}, {names.Argument}, {names.Read}, out {names.Result})");
            Method(
                writer,
                names.Map,
                $"Reads members of many keys' objects in place, faster than one after the other, and returns how many keys have an object. The result of one that has none is the default of its type, which is null for a class: let it be a nullable one then (<c>string?[]</c>). {Effects}",
                $"int ReadMany<{result}>(global::System.ReadOnlySpan<{key}> {names.Keys}, global::System.Span<{result}> {names.Results}, {function}, global::System.Span<bool> {names.Found} = default)",
                $"ReadViews<{view}, {result}>({names.Keys}, {names.Results}, {names.Read}, {names.Found})");
            Method(
                writer,
                names.Map,
                $"Reads members of all objects in place, in no particular order, while the map may be written: none twice, and none left out that was there throughout. {Effects}",
                $"global::System.Collections.Generic.IEnumerable<global::System.Collections.Generic.KeyValuePair<{key}, {result}>> ReadAll<{result}>({function})",
                $"ReadAllViews<{view}, {result}>({names.Read})");
            Method(
                writer,
                names.Map,
                $"Reads members of all objects in place, as <c>ReadAll</c> does, without their keys, which costs less and allocates nothing for an object. {Effects}",
                $"global::System.Collections.Generic.IEnumerable<{result}> ReadValues<{result}>({function})",
                $"ReadValueViews<{view}, {result}>({names.Read})");
        }

        EmitByText(writer, model, extension);
        EmitByBytes(writer, model, extension);
    }

    private static void EmitByText(SourceWriter writer, ObjectModel model, ExtensionModel extension)
    {
        writer.Separate();
        writer.Parameter(extension.Names.Map, "The map.");
        using (writer.Braces(ExtensionBlocks.OfMapBy(extension, "string", model.Type)))
        {
            EmitTryRead(writer, model, extension, "char", extension.Names.Key, "", RuntimeNames.SharedMapTextKeys);
            EmitTryRead(writer, model, extension, "byte", extension.Names.Utf8Key, " given as UTF-8", RuntimeNames.SharedMapTextKeys);
        }
    }

    private static void EmitByBytes(SourceWriter writer, ObjectModel model, ExtensionModel extension)
    {
        writer.Separate();
        writer.Parameter(extension.Names.Map, "The map.");
        using (writer.Braces(ExtensionBlocks.OfMapBy(extension, "byte[]", model.Type)))
            EmitTryRead(writer, model, extension, "byte", extension.Names.Key, "", RuntimeNames.SharedMapByteKeys);
    }

    private static void EmitTryRead(SourceWriter writer, ObjectModel model, ExtensionModel extension, string element, string key, string form, string lookUps)
    {
        string result = extension.ResultParameter;
        ParameterNames names = extension.Names;
        string view = model.Type + ".View";
        writer.Separate();
        writer.Summary($"Reads members of the object of a key{form} in place, of one version, if there is one. Nothing is allocated for the key. {Effects}");
        writer.Line($"public bool TryRead<{result}>(global::System.ReadOnlySpan<{element}> {key}, global::System.Func<{view}, {result}> {names.Read}, [global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out {result} {names.Result}) => {lookUps}.TryReadView<{model.Type}, {view}, {result}>({names.Map}, {key}, {names.Read}, out {names.Result});");
    }

    private static void Method(SourceWriter writer, string map, string summary, string declaration, string call)
    {
        writer.Separate();
        writer.Summary(summary);
        writer.Line($"public {declaration} => {map}.{call};");
    }
}
