using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints what names the members of fixed width, so that several can be read at once: <c>entry.Read(Fields.Delta, Fields.Total)</c>.</summary>
internal static class FieldNamesEmitter
{
    /// <summary>Prints the names, and the types behind them; nothing where there are no such members.</summary>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        List<MemberModel> members = [.. model.FixedMembers.Where(static member => member.Access is not null)];
        if (members.Count == 0)
            return;
        writer.Separate();
        writer.Summary("Names the members of fixed width, to read several of one version at once, without a function.");
        using (writer.Braces("public static class Fields"))
        {
            foreach (MemberModel member in members)
            {
                writer.Separate();
                writer.Summary($"The element {Documentation.Code(member.ElementName)}: {LayoutEmitter.Describe(member)}.");
                writer.Getter(member.Access!, $"public static {RuntimeNames.SharedMember}<{model.Type}, {member.Type.Type}, {model.Type}.Layout.FieldTypes.{member.FieldTypeName}> {member.Access!.FieldName}", "default");
            }
        }

        writer.Separate();
        writer.Summary("How the members of fixed width are read.");
        writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        using (writer.Braces("public static class FieldTypes"))
        {
            foreach (MemberModel member in members)
                EmitType(writer, model, member);
        }
    }

    private static void EmitType(SourceWriter writer, ObjectModel model, MemberModel member)
    {
        FieldType type = member.Type;
        writer.Separate();
        writer.Summary($"The element {Documentation.Code(member.ElementName)}.");
        writer.Marks(member.Access!.Marks);
        using (writer.Braces($"public readonly struct {member.FieldTypeName} : {RuntimeNames.IsSharedMember}<{type.Type}>"))
        {
            writer.Summary("Loads the value from its constant offset.");
            writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
            writer.Line($"public static bool TryLoad({RuntimeNames.FixedBytes} bytes, out {type.Type} value) => bytes.TryLoad<{type.Type}, {type.Fixed!.Raw}, {type.Codec}>({model.Type}.Layout.{member.LayoutPrefix}Offset, out value);");
            writer.Separate();
            writer.Summary("Reads the value of any document.");
            writer.Line($"public static {type.Type} Read({RuntimeNames.DocumentView} document) => {ViewEmitter.ReadFixed(model, member, $"{model.Type}.Layout.", "document", $"new {model.Type}.View(document).ToObject()")};");
        }
    }
}
