using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints the extension properties and methods that an entry of this object type has, by itself or in a map: <c>entry.Delta</c>, <c>entry.Read(view => …)</c>, <c>writer.SetDelta(5)</c>.</summary>
internal static class EntryFieldsEmitter
{
    /// <summary>Prints the class.</summary>
    public static void Emit(SourceWriter writer, ObjectModel model, ExtensionModel extension)
    {
        writer.Separate();
        writer.Summary($"Reads and replaces single members of a {Documentation.Code(model.DisplayName)} in a store.");
        writer.Line(Declarations.GeneratedCode);
        writer.Marks(extension.Attributes);
        using (writer.Braces($"{extension.Accessibility} static partial class {extension.ClassName}"))
        {
            Emit(writer, model, extension, RuntimeNames.SharedEntry, static access => access.EntryProperty);

            // By reference: it is a struct of several words.
            Emit(writer, model, extension, "in " + RuntimeNames.SharedMapEntry, static access => access.MapEntryProperty);
            MapReadsEmitter.Emit(writer, model, extension);
            SettersEmitter.Emit(writer, model, extension);
        }
    }

    private static void Emit(SourceWriter writer, ObjectModel model, ExtensionModel extension, string entry, Func<MemberAccess, string?> nameOf)
    {
        writer.Separate();
        writer.Parameter(extension.Names.Entry, "The entry.");
        using (writer.Braces(ExtensionBlocks.OfEntry(extension, $"{entry}<{model.Type}>")))
        {
            foreach (MemberModel member in model.Members)
            {
                if (member.Access is { } access && nameOf(access) is { } property)
                    EmitMember(writer, model, member, access, property, extension.Names.Entry);
            }

            EmitRead(writer, model, extension);
            if (entry == RuntimeNames.SharedEntry)
                EmitTryRead(writer, model, extension);
        }
    }

    private static void EmitMember(SourceWriter writer, ObjectModel model, MemberModel member, MemberAccess access, string property, string entry)
    {
        FieldType type = member.Type;
        string name = Literals.Utf8(member.ElementName);
        (string suffix, string missing) = member is { Default.Source: { } value, Required: false } ? ("Or", value) : ("", Literals.Flag(member.Required));
        string read = member.IsFixed
            ? $"GetFixed{suffix}<{type.Type}, {type.Fixed!.Raw}, {type.Codec}>({model.Type}.Layout.{member.LayoutPrefix}Offset, {name}, {missing})"
            : $"GetField{suffix}<{type.Type}, {type.Codec}>({name}, {missing})";
        writer.Separate();
        writer.Summary($"The element {Documentation.Code(member.ElementName)} alone: {LayoutEmitter.Describe(member)}.");
        // Of two reads the second counts, and is right by itself.
        writer.Getter(access, $"public {type.Type} {property}", $"{entry}.{read}{ViewEmitter.OfObject(model, member, entry + ".Value")}");
    }

    private static void EmitRead(SourceWriter writer, ObjectModel model, ExtensionModel extension)
    {
        string view = model.Type + ".View";
        ParameterNames names = extension.Names;
        (string result, string argument) = (extension.ResultParameter, extension.ArgumentParameter);
        writer.Separate();
        writer.Summary("Reads several members of one version in place. The function may run more than once, so it must have no effect but its result.");
        writer.Line($"public {result} Read<{result}>(global::System.Func<{view}, {result}> {names.Read}) => {names.Entry}.ReadView<{view}, {result}>({names.Read});");
        writer.Separate();
        writer.Summary("Reads several members of one version in place, by a function that can be static, as it is passed an argument. The function may run more than once, so it must have no effect but its result.");
        writer.Line($"public {result} Read<{argument}, {result}>({argument} {names.Argument}, global::System.Func<{view}, {argument}, {result}> {names.Read}) => {names.Entry}.ReadView<{view}, {argument}, {result}>({names.Argument}, {names.Read});");
    }

    // Of an entry by itself. One in a map was found: where there may be none, the map has it.
    private static void EmitTryRead(SourceWriter writer, ObjectModel model, ExtensionModel extension)
    {
        string view = model.Type + ".View";
        ParameterNames names = extension.Names;
        (string result, string argument) = (extension.ResultParameter, extension.ArgumentParameter);
        string outcome = $"[global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out {result} {names.Result}";
        writer.Separate();
        writer.Summary("Reads several members of one version in place, if the key has a value. The function may run more than once, so it must have no effect but its result.");
        writer.Line($"public bool TryRead<{result}>(global::System.Func<{view}, {result}> {names.Read}, {outcome}) => {names.Entry}.TryReadView<{view}, {result}>({names.Read}, out {names.Result});");
        writer.Separate();
        writer.Summary("Reads several members of one version in place, if the key has a value, by a function that can be static, as it is passed an argument. The function may run more than once, so it must have no effect but its result.");
        writer.Line($"public bool TryRead<{argument}, {result}>({argument} {names.Argument}, global::System.Func<{view}, {argument}, {result}> {names.Read}, {outcome}) => {names.Entry}.TryReadView<{view}, {argument}, {result}>({names.Argument}, {names.Read}, out {names.Result});");
    }
}
