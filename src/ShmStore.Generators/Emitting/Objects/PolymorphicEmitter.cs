using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints what a type that may be one of several has inside <c>Layout</c>: the list of them, and the codec of its own members.</summary>
internal static class PolymorphicEmitter
{
    /// <summary>Prints the nested structs.</summary>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        writer.Separate();
        writer.Summary($"The types that a {Documentation.Code(model.DisplayName)} may be.");
        using (writer.Braces($"public readonly struct Polymorphic : {RuntimeNames.Polymorphic}<{model.Type}>"))
        {
            writer.Summary("The types.");
            writer.Line($"public static {RuntimeNames.KnownTypes}<{model.Type}> KnownTypes {{ get; }} = new(");
            writer.Indented(() => writer.Line(string.Join(",\n", model.KnownTypes.Select(known => Known(model, known))) + ");"));
        }

        if (model.IsAbstract)
            return;
        writer.Separate();
        writer.Summary($"Writes and reads what is exactly a {Documentation.Code(model.DisplayName)}.");
        string contract = $"{RuntimeNames.ConcreteObject}<{model.Type}>";
        using (writer.Braces($"public readonly struct Members : {contract}"))
        {
            writer.Line($"static {RuntimeNames.FixedLayout} {contract}.FixedLayout => Fixed;");
            WriteEmitter.Emit(writer, model, contract);
            ReadEmitter.Emit(writer, model, contract);
        }
    }

    /// <summary>Prints the interface's methods, which go by the run-time type.</summary>
    public static void EmitDispatch(SourceWriter writer, ObjectModel model)
    {
        string contract = $"{RuntimeNames.SharedObject}<{model.Type}>";
        writer.Separate();
        writer.Line(Declarations.GeneratedCode);
        writer.Line($"static void {contract}.Write(ref {RuntimeNames.DocumentWriter} writer, {model.Type} value) => Layout.Polymorphic.KnownTypes.Write(ref writer, value);");
        writer.Separate();
        writer.Line(Declarations.GeneratedCode);
        writer.Line($"static {model.Type} {contract}.Read(in {RuntimeNames.DocumentView} document) => Layout.Polymorphic.KnownTypes.Read(document);");
    }

    private static string Known(ObjectModel model, KnownTypeModel known)
    {
        string arguments = known.IsPolymorphic ? $"{known.Type}, {known.Type}.Layout.Members" : known.Type;
        return $"{RuntimeNames.KnownType}<{model.Type}>.Of<{arguments}>({string.Join(", ", known.Written.Prepend(known.Name).Select(Literals.Text))})";
    }
}
