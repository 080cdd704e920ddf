using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints the extension methods that replace one member of this object type: <c>writer.Primary.SetDelta(5)</c>, <c>writer.Accounts.SetDelta(key, 5)</c>, and <c>TrySetDelta</c> of both.</summary>
internal static class SettersEmitter
{
    /// <summary>Prints the extension blocks.</summary>
    public static void Emit(SourceWriter writer, ObjectModel model, ExtensionModel extension)
    {
        string key = extension.KeyParameter;
        string entry = ExtensionBlocks.OfEntry(extension, $"{RuntimeNames.SharedEntryWriter}<{model.Type}>");
        string map = ExtensionBlocks.OfMap(extension, $"{RuntimeNames.SharedMapWriter}<{key}, {model.Type}>");
        Emit(writer, model, static access => access.EntrySetter, extension.Names.Entry, "The entry.", entry, (member, name) => EmitEntrySetters(writer, model, member, name, extension.Names));
        Emit(writer, model, static access => access.MapSetter, extension.Names.Map, "The map.", map, (member, name) => EmitMapSetters(writer, model, member, name, key, extension.Names));
    }

    private static void Emit(SourceWriter writer, ObjectModel model, Func<MemberAccess, string?> nameOf, string receiver, string what, string block, Action<MemberModel, string> emit)
    {
        List<(MemberModel Member, string Name)> setters = [];
        foreach (MemberModel member in model.FixedMembers)
        {
            if (member.Access is { } access && nameOf(access) is { } name)
                setters.Add((member, name));
        }

        if (setters.Count == 0)
            return;
        writer.Separate();
        writer.Parameter(receiver, what);
        using (writer.Braces(block))
        {
            foreach ((MemberModel member, string name) in setters)
                emit(member, name);
        }
    }

    private static void EmitEntrySetters(SourceWriter writer, ObjectModel model, MemberModel member, string name, ParameterNames names)
    {
        Describe(writer, member, "", "Returns the version of the changed object.", "The value cannot be represented.");
        writer.Exception("System.InvalidOperationException", "The key has no value.");
        EmitMethod(writer, model, member, $"long {name}", "", names.Entry, "SetFixed", "", names);
        Describe(writer, member, "", "Returns false if the key has no value.", "The value cannot be represented.");
        EmitMethod(writer, model, member, $"bool Try{name}", "", names.Entry, "TrySetFixed", "", names);
    }

    private static void EmitMapSetters(SourceWriter writer, ObjectModel model, MemberModel member, string name, string key, ParameterNames names)
    {
        const string refused = "The value cannot be represented; or the key cannot be one; or the entry becomes larger than the limits of the map allow.";
        (string parameter, string argument) = ($"{key} {names.Key}, ", $"{names.Key}, ");
        Describe(writer, member, " of a key's object", "Returns the version of the changed object.", refused);
        writer.Exception("System.Collections.Generic.KeyNotFoundException", "There is no object under the key.");
        EmitMethod(writer, model, member, $"long {name}", parameter, names.Map, "SetFixed", argument, names);
        Describe(writer, member, " of a key's object", "Returns false if there is no object under the key, as when it has expired or was evicted.", refused);
        EmitMethod(writer, model, member, $"bool Try{name}", parameter, names.Map, "TrySetFixed", argument, names);
    }

    private static void Describe(SourceWriter writer, MemberModel member, string whose, string returns, string refused)
    {
        writer.Separate();
        writer.Summary($"Replaces the element {Documentation.Code(member.ElementName)}{whose} alone, by a commit of its own or as part of the open one. No object is made: the other bytes are kept. {returns}");
        writer.Exception("System.ArgumentException", refused);
    }

    private static void EmitMethod(SourceWriter writer, ObjectModel model, MemberModel member, string signature, string parameter, string receiver, string method, string argument, ParameterNames names)
    {
        FieldType type = member.Type;
        writer.Exception("ShmStore.StoreFullException", "No room; the store is as it was, but for what was evicted or had expired.");
        writer.Marks(member.Access!.Marks);
        writer.Line($"public {signature}({parameter}{type.Type} {names.Value}) => {receiver}.{method}<{type.Type}, {type.Fixed!.Raw}, {type.Codec}>({argument}{model.Type}.Layout.{member.LayoutPrefix}Offset, {Literals.Utf8(member.ElementName)}, {names.Value});");
    }
}
