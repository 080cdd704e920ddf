using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints the extension methods that replace one member of this object type: <c>writer.Primary.SetDelta(5)</c>, <c>writer.Accounts.SetDelta(key, 5)</c>.</summary>
internal static class SettersEmitter
{
    /// <summary>Prints the extension blocks.</summary>
    public static void Emit(SourceWriter writer, ObjectModel model, ExtensionModel extension)
    {
        string key = extension.KeyParameter;
        string entry = ExtensionBlocks.OfEntry(extension, $"{RuntimeNames.SharedEntryWriter}<{model.Type}>");
        string map = ExtensionBlocks.OfMap(extension, $"{RuntimeNames.SharedMapWriter}<{key}, {model.Type}>");
        Emit(writer, model, static access => access.EntrySetter, extension.Names, entry, "");
        Emit(writer, model, static access => access.MapSetter, extension.Names, map, key);
    }

    private static void Emit(SourceWriter writer, ObjectModel model, Func<MemberAccess, string?> nameOf, ParameterNames names, string block, string key)
    {
        List<MemberModel> members = [.. model.FixedMembers.Where(member => member.Access is { } access && nameOf(access) is not null)];
        if (members.Count == 0)
            return;
        (string receiver, string what, string whose) = key.Length == 0 ? (names.Entry, "The entry.", "") : (names.Map, "The map.", " of a key's object");
        (string parameter, string argument) = key.Length == 0 ? ("", "") : ($"{key} {names.Key}, ", $"{names.Key}, ");
        writer.Separate();
        writer.Parameter(receiver, what);
        using (writer.Braces(block))
        {
            foreach (MemberModel member in members)
            {
                FieldType type = member.Type;
                writer.Separate();
                writer.Summary($"Replaces the element {Documentation.Code(member.ElementName)}{whose} alone, by a commit of its own or as part of the open one. No object is made: the other bytes are kept. Returns the version of the changed object.");
                writer.Exception("System.ArgumentException", key.Length == 0
                    ? "The value cannot be represented."
                    : "The value cannot be represented; or the key cannot be one; or the entry becomes larger than the limits of the map allow.");
                if (key.Length == 0)
                    writer.Exception("System.InvalidOperationException", "The key has no value.");
                else
                    writer.Exception("System.Collections.Generic.KeyNotFoundException", "There is no object under the key.");
                writer.Exception("ShmStore.StoreFullException", "No room; the store is as it was, but for what was evicted or had expired.");
                writer.Marks(member.Access!.Marks);
                writer.Line($"public long {nameOf(member.Access)}({parameter}{type.Type} {names.Value}) => {receiver}.SetFixed<{type.Type}, {type.Fixed!.Raw}, {type.Codec}>({argument}{model.Type}.Layout.{member.LayoutPrefix}Offset, {Literals.Utf8(member.ElementName)}, {names.Value});");
            }
        }
    }
}
