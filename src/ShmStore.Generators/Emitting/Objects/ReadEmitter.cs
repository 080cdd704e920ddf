using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints the method that reads an object: tail members in order, fixed members, creation, and then what must not override an initial value.</summary>
internal static class ReadEmitter
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
        using (writer.Braces($"static {model.Type} {contract}.Read(in {RuntimeNames.DocumentView} source)"))
        {
            if (model.IsFaulty)
            {
                writer.Line(Declarations.ThrowFaulty);
                return;
            }

            // A copy whose address is not taken, and which therefore lives in registers.
            writer.Line($"{RuntimeNames.DocumentView} document = source;");
            if (model.ExtraElements == ExtraElements.Refused)
                writer.Line($"{RuntimeNames.ExtraElements}.ThrowIfAny<Layout.ElementNames>(document);");
            if (model.TailMembers.Any())
                writer.Line($"{RuntimeNames.TailCursor} tail = document.Tail();");
            foreach (MemberModel member in model.TailMembers)
                EmitLoad(writer, member);
            foreach (MemberModel member in model.FixedMembers.Where(member => !IsReadInPlace(model, member)))
                EmitLoad(writer, member);
            foreach (MemberModel member in model.Members.Where(static member => member.IsExtraElements))
                writer.Line($"{member.Type.Type} {member.Local}Value = {RuntimeNames.ExtraElements}.{member.Type.Codec}<Layout.ElementNames>(document){(member.Type.AllowsNull ? "" : " ?? new()")};");
            List<MemberModel> initial = [.. model.Members.Where(static member => member.Assignment == MemberAssignment.CreationOrInitial)];
            if (initial.Count > 0)
                EmitInitialValues(writer, model, initial, Needed(model));
            List<MemberModel> set = [.. model.Initializers.Select(index => model.Members[index])];
            EmitCreation(writer, model, $"{model.Type} result = {Creation(model)}", [.. set, .. initial]);
            foreach (MemberModel member in model.Members.Where(static member => member.Assignment == MemberAssignment.AfterCreation))
                EmitAssignment(writer, member);
            writer.Line("return result;");
            if (initial.Count == 0)
                return;
            writer.Separate();
            string parameters = string.Join(", ", Needed(model).Select(static member => $"{member.Type.Type} {member.Local}Value"));
            EmitCreation(writer, model, $"static {model.Type} Initial({parameters}) => {Creation(model)}", set);
        }
    }

    private static void EmitLoad(SourceWriter writer, MemberModel member)
    {
        string value = member.Local + "Value";
        string call = Call(member, "Try", $"out {member.Type.Type} {value}");
        if (member.Assignment != MemberAssignment.Creation)
        {
            writer.Line($"bool {member.Local}Found = {call};");
        }
        else if (member is { Default.Source: { } initial, Required: false })
        {
            writer.Line($"if (!{call})");
            writer.Indented(() => writer.Line($"{value} = {initial};"));
        }
        else
        {
            writer.Line($"{member.Type.Type} {value} = {Get(member)};");
        }
    }

    // Where nothing else needs the value it goes from the document straight into the new object. Held in a variable, it would have to survive the calls in between, on the stack.
    private static bool IsReadInPlace(ObjectModel model, MemberModel member) =>
        member is { IsFixed: true, Assignment: MemberAssignment.Creation } and not { Default: not null, Required: false }
        && model.ConstructorArguments.All(argument => model.Members[argument.Member] != member)
        && model.Members.All(static other => other.Assignment != MemberAssignment.CreationOrInitial);

    private static string Get(MemberModel member) => Call(member, "", $"required: {Literals.Flag(member.Required)}");

    private static string Call(MemberModel member, string prefix, string last)
    {
        FieldType type = member.Type;
        string name = Literals.Utf8(member.ElementName);
        return member.IsFixed
            ? $"document.{prefix}GetFixed<{type.Type}, {type.Fixed!.Raw}, {type.Codec}>(Layout.{member.LayoutPrefix}Offset, {name}, {last})"
            : $"tail.{prefix}Next<{type.Type}, {type.Codec}>({name}, {last})";
    }

    // Of an init-only member only a new object knows the initial value; one is made where an element is missing.
    private static void EmitInitialValues(SourceWriter writer, ObjectModel model, List<MemberModel> members, List<MemberModel> needed)
    {
        string arguments = string.Join(", ", needed.Select(static member => member.Local + "Value"));
        writer.Line($"{model.Type}? initial = null;");
        foreach (MemberModel member in members)
        {
            writer.Line($"if (!{member.Local}Found)");
            writer.Indented(() => writer.Line($"{member.Local}Value = (initial ??= Initial({arguments})).{member.Identifier};"));
        }
    }

    // What a new object is made of. Handed over as arguments: captured variables would live in memory on every read.
    private static List<MemberModel> Needed(ObjectModel model) =>
        [.. model.ConstructorArguments.Select(static argument => argument.Member).Concat(model.Initializers).Distinct().Select(index => model.Members[index])];

    private static string Creation(ObjectModel model)
    {
        string arguments = string.Join(", ", model.ConstructorArguments.Select(argument =>
            $"{(argument.ByReference ? "in " : "")}{(argument.Cast is { } cast ? $"({cast})" : "")}{model.Members[argument.Member].Local}Value"));
        return $"new {model.Type}({arguments})";
    }

    private static void EmitCreation(SourceWriter writer, ObjectModel model, string creation, List<MemberModel> initializers)
    {
        if (initializers.Count == 0)
        {
            writer.Line(creation + ";");
            return;
        }

        using (writer.Braces(creation, "};"))
        {
            foreach (MemberModel member in initializers)
                writer.Line($"{member.Identifier} = {(IsReadInPlace(model, member) ? Get(member) : member.Local + "Value")},");
        }
    }

    private static void EmitAssignment(SourceWriter writer, MemberModel member)
    {
        writer.Line($"if ({member.Local}Found)");
        writer.Indented(() => writer.Line($"result.{member.Identifier} = {member.Local}Value;"));
    }
}
