using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints the method that reads an object: fixed members, tail members in order, creation, and then what must not override an initial value.</summary>
internal static class ReadEmitter
{
    /// <summary>Prints the method.</summary>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        writer.Separate();
        writer.Line(Declarations.GeneratedCode);
        using (writer.Braces($"static {model.Type} {RuntimeNames.SharedObject}<{model.Type}>.Read({RuntimeNames.DocumentView} document)"))
        {
            foreach (MemberModel member in model.FixedMembers)
                EmitLoad(writer, member);
            if (model.TailMembers.Any())
                writer.Line($"{RuntimeNames.TailCursor} tail = document.Tail();");
            foreach (MemberModel member in model.TailMembers)
                EmitLoad(writer, member);
            EmitCreation(writer, model);
            foreach (MemberModel member in model.Members.Where(static member => member.Assignment != MemberAssignment.Creation))
                EmitAssignment(writer, model, member);
            writer.Line("return result;");
            foreach (MemberModel member in model.Members.Where(static member => member.Assignment == MemberAssignment.InitSetterAfterCreation))
                EmitInitSetter(writer, model, member);
        }
    }

    private static void EmitLoad(SourceWriter writer, MemberModel member)
    {
        string value = member.Local + "Value";
        // A value that may be missing is null until it is found, whatever its type says.
        string declared = member.Type is { IsReference: true, AllowsNull: false } ? member.Type.Type + "?" : member.Type.Type;
        if (member.Assignment != MemberAssignment.Creation)
        {
            writer.Line($"bool {member.Local}Found = {Call(member, "Try", $"out {declared} {value}")};");
        }
        else if (member.Default is { } initial && !member.Required)
        {
            writer.Line($"if (!{Call(member, "Try", $"out {declared} {value}")})");
            writer.Indented(() => writer.Line($"{value} = {initial};"));
        }
        else
        {
            writer.Line($"{member.Type.Type} {value} = {Call(member, "", $"required: {Literals.Flag(member.Required)}")};");
        }
    }

    private static string Call(MemberModel member, string prefix, string last)
    {
        FieldType type = member.Type;
        string name = Literals.Utf8(member.ElementName);
        return member.IsFixed
            ? $"document.{prefix}GetFixed<{type.Type}, {type.Fixed!.Raw}, {type.Codec}>(Layout.{member.LayoutPrefix}Offset, {name}, {last})"
            : $"tail.{prefix}Next<{type.Type}, {type.Codec}>({name}, {last})";
    }

    private static void EmitCreation(SourceWriter writer, ObjectModel model)
    {
        string arguments = string.Join(", ", model.ConstructorArguments.Select(argument =>
            $"{model.Members[argument.Member].Local}Value{(argument.ForgiveNull ? "!" : "")}"));
        string creation = $"{model.Type} result = new {model.Type}({arguments})";
        if (model.Initializers.Count == 0)
        {
            writer.Line(creation + ";");
            return;
        }

        using (writer.Braces(creation, "};"))
        {
            foreach (int index in model.Initializers)
                writer.Line($"{model.Members[index].Identifier} = {model.Members[index].Local}Value,");
        }
    }

    private static void EmitAssignment(SourceWriter writer, ObjectModel model, MemberModel member)
    {
        string value = $"{member.Local}Value{(member.Type is { IsReference: true, AllowsNull: false } ? "!" : "")}";
        writer.Line($"if ({member.Local}Found)");
        writer.Indented(() => writer.Line(member.Assignment == MemberAssignment.AfterCreation
            ? $"result.{member.Identifier} = {value};"
            : $"{member.Local}Set({(model.IsReference ? "" : "ref ")}result, {value});"));
    }

    private static void EmitInitSetter(SourceWriter writer, ObjectModel model, MemberModel member)
    {
        writer.Separate();
        writer.Line($"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = {Literals.Text("set_" + member.Name)})]");
        writer.Line($"static extern void {member.Local}Set({(model.IsReference ? "" : "ref ")}{member.DeclaringType} target, {member.Type.Type} value);");
    }
}
