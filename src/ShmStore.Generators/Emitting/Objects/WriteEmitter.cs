using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints the method that writes an object as a canonical document.</summary>
internal static class WriteEmitter
{
    /// <summary>Prints the method.</summary>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        writer.Separate();
        writer.Line(Declarations.GeneratedCode);
        writer.ObsoleteIf(model.UsesObsolete);
        using (writer.Braces($"static void {RuntimeNames.SharedObject}<{model.Type}>.Write(ref {RuntimeNames.DocumentWriter} writer, {model.Type} value)"))
        {
            EmitChecks(writer, model);
            writer.Line("int start = writer.BeginDocument(Layout.Template);");
            foreach (MemberModel member in model.FixedMembers)
                writer.Line($"writer.SetFixed<{member.Type.Type}, {member.Type.Fixed!.Raw}, {member.Type.Codec}>(start + Layout.{member.LayoutPrefix}Offset, value.{member.Identifier});");
            foreach (MemberModel member in model.TailMembers)
                writer.Line($"writer.Element<{member.Type.Type}, {member.Type.Codec}>({Literals.Utf8(member.ElementName)}, value.{member.Identifier});");
            writer.Line("writer.EndDocument(start);");
        }
    }

    private static void EmitChecks(SourceWriter writer, ObjectModel model)
    {
        if (model.IsReference)
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        if (!model.MayBeDerived)
            return;
        // The members of a derived type would be lost without a word.
        writer.Line($"if (value.GetType() != typeof({model.Type}))");
        writer.Indented(() => writer.Line($"throw new global::System.ArgumentException($\"A {{value.GetType()}} cannot be stored as {{typeof({model.Type})}}: its own members would be lost.\", nameof(value));"));
    }
}
