using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints the method that writes an object as a canonical document.</summary>
internal static class WriteEmitter
{
    /// <summary>Prints the method.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The object type.</param>
    /// <param name="contract">The interface that the method is of.</param>
    public static void Emit(SourceWriter writer, ObjectModel model, string contract)
    {
        writer.Separate();
        writer.Line(Declarations.GeneratedCode);
        writer.ObsoleteIf(model.Marks.AnyObsolete);
        using (writer.Braces($"static void {contract}.Write(ref {RuntimeNames.DocumentWriter} writer, {model.Type} value)"))
        {
            if (model.IsFaulty)
            {
                writer.Line(Declarations.ThrowFaulty);
                return;
            }

            EmitChecks(writer, model);
            writer.Line($"{RuntimeNames.FixedBlock} block = writer.BeginFixed(Layout.Template);");
            foreach (MemberModel member in model.FixedMembers)
                writer.Line($"block.Set<{member.Type.Type}, {member.Type.Fixed!.Raw}, {member.Type.Codec}>(ref writer, Layout.{member.LayoutPrefix}Offset, value.{member.Identifier});");
            foreach (MemberModel member in model.TailMembers)
                EmitTail(writer, member);
            foreach (MemberModel member in model.Members.Where(static member => member.IsExtraElements))
                writer.Line($"{RuntimeNames.ExtraElements}.Write<Layout.ElementNames>(ref writer, value.{member.Identifier});");
            writer.Line("writer.EndDocument(block.Start);");
        }
    }

    private static void EmitTail(SourceWriter writer, MemberModel member)
    {
        string write = $"writer.Element<{member.Type.Type}, {member.Type.Codec}>({Literals.Utf8(member.ElementName)}, value.{member.Identifier});";
        if (!member.MayBeLeftOut)
        {
            writer.Line(write);
            return;
        }

        IEnumerable<string> conditions = [.. IsNotOmitted(member), .. IsAsked(member)];
        writer.Line($"if ({string.Join(" && ", conditions)})");
        writer.Indented(() => writer.Line(write));
    }

    private static IEnumerable<string> IsNotOmitted(MemberModel member)
    {
        if (member.Omission == Omission.Never)
            return [];
        bool isNull = member.Omission == Omission.Null || (member.Default is null && (member.Type.IsReference || member.Type.AllowsNull));
        return isNull
            ? [$"value.{member.Identifier} is not null"]
            : [$"!global::System.Collections.Generic.EqualityComparer<{member.Type.Type}>.Default.Equals(value.{member.Identifier}, {member.Default?.Source ?? "default"})"];
    }

    private static IEnumerable<string> IsAsked(MemberModel member) =>
        member.Condition is { } condition ? [$"(({condition.DeclaredIn})value).{condition.Method}()"] : [];

    private static void EmitChecks(SourceWriter writer, ObjectModel model)
    {
        if (model.IsReference)
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        // Known types are looked up by the exact type before.
        if (!model.MayBeDerived || model.IsPolymorphic)
            return;
        // The members of a derived type would be lost without a word.
        writer.Line($"if (((object)value).GetType() != typeof({model.Type}))");
        writer.Indented(() => writer.Line($"throw new global::System.ArgumentException($\"A {{((object)value).GetType()}} cannot be stored as {{typeof({model.Type})}}: its own members would be lost.\", nameof(value));"));
    }
}
