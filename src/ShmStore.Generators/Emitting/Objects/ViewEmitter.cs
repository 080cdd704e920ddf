using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints the nested ref struct <c>View</c>: a document read in place, one member at a time.</summary>
internal static class ViewEmitter
{
    /// <summary>Prints the view.</summary>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        string view = model.Type + ".View";
        writer.Separate();
        writer.Summary($"A {Documentation.Code(model.DisplayName)} read in place: each property reads the document when it is asked for. Valid as long as the bytes under it are.");
        writer.Line(Declarations.GeneratedCode);
        using (writer.Braces($"public readonly ref struct View : {RuntimeNames.SharedView}<{view}>"))
        {
            writer.Line($"private readonly {RuntimeNames.DocumentView} _document;");
            writer.Separate();
            writer.Summary("Views a document; reads nothing yet.");
            writer.Line($"public View({RuntimeNames.DocumentView} document) => _document = document;");
            writer.Separate();
            writer.Summary("The document under the view.");
            writer.Line($"public {RuntimeNames.DocumentView} Document => _document;");
            writer.Separate();
            writer.Summary("There is no object: the member that gave this view is null or missing.");
            writer.Line("public bool IsNull => _document.IsNull;");
            foreach (MemberModel member in model.Members)
            {
                if (member.Access is { } access)
                    EmitMember(writer, model, member, access);
            }

            EmitToObject(writer, model);
            EmitContract(writer, model, view);
        }
    }

    private static void EmitMember(SourceWriter writer, ObjectModel model, MemberModel member, MemberAccess access)
    {
        FieldType type = member.Type;
        string name = Literals.Utf8(member.ElementName);
        string required = Literals.Flag(member.Required);
        string read = member switch
        {
            { IsFixed: true } => ReadFixed(model, member, "Layout.", "_document", "ToObject()"),
            { Default.Source: { } value, Required: false } =>
                $"_document.TryFind({name}, out {RuntimeNames.ElementView} element) ? {type.ViewReader}.View(element) : {(type.ViewIsRefStruct ? Text(value) : value)}",
            _ => $"_document.GetView<{type.View}, {type.ViewReader}>({name}, {required}){(type.ViewIsRefStruct ? "" : OfObject(model, member, "ToObject()"))}",
        };
        writer.Separate();
        writer.Summary($"The element {Documentation.Code(member.ElementName)}: {LayoutEmitter.Describe(member)}.");
        writer.Getter(access, $"public {type.View} {access.ViewProperty}", read);
        if (access.HasProperty is not { } has)
            return;
        writer.Separate();
        writer.Summary($"Whether the element {Documentation.Code(member.ElementName)} is there and not null.");
        writer.Line($"public bool {has} => _document.Has({name});");
    }

    /// <summary>The expression that reads a fixed member of any document.</summary>
    /// <param name="model">The object type.</param>
    /// <param name="member">The member.</param>
    /// <param name="layout">What is before the names of constants.</param>
    /// <param name="document">The document.</param>
    /// <param name="whole">The object in it.</param>
    public static string ReadFixed(ObjectModel model, MemberModel member, string layout, string document, string whole)
    {
        FieldType type = member.Type;
        string types = $"{type.Type}, {type.Fixed!.Raw}, {type.Codec}";
        string place = $"{layout}{member.LayoutPrefix}Offset, {Literals.Utf8(member.ElementName)}";
        return member is { Default.Source: { } value, Required: false }
            ? $"{document}.TryGetFixed<{types}>({place}, out {type.Type}{(type.IsReference ? "?" : "")} value) ? value : {value}"
            : $"{document}.GetFixed<{types}>({place}, {Literals.Flag(member.Required)}){OfObject(model, member, whole)}";
    }

    /// <summary>What follows an expression that is null where the element is missing: the member of the object, if it has to be asked.</summary>
    /// <param name="model">The object type.</param>
    /// <param name="member">The member.</param>
    /// <param name="whole">The object.</param>
    public static string OfObject(ObjectModel model, MemberModel member, string whole) =>
        model.AsksObject(member) ? $" ?? {whole}.{member.Identifier}" : "";

    // Of the types with a constant only strings are viewed as something else.
    private static string Text(string literal) => $"new {RuntimeNames.Utf8View}({literal}u8)";

    private static void EmitToObject(SourceWriter writer, ObjectModel model)
    {
        writer.Separate();
        writer.Summary("Reads all members into a new object.");
        using (writer.Braces($"public {model.Type} ToObject()"))
        {
            writer.Line($"return Read<{model.Type}>(in _document);");
            writer.Separate();
            // Inlined, the type is known; as a method of its own it would be shared by all classes and look the method to call up each time.
            writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
            writer.Line($"static {model.SelfParameter} Read<{model.SelfParameter}>(in {RuntimeNames.DocumentView} document)");
            writer.Indented(() => writer.Line($"where {model.SelfParameter} : {RuntimeNames.SharedObject}<{model.SelfParameter}> => {model.SelfParameter}.Read(in document);"));
        }
    }

    private static void EmitContract(SourceWriter writer, ObjectModel model, string view)
    {
        writer.Separate();
        writer.Line($"static {view} {RuntimeNames.SharedView}<{view}>.Create({RuntimeNames.DocumentView} document) => new(document);");
        writer.Separate();
        writer.Line($"static {view} {RuntimeNames.BsonView}<{view}>.View({RuntimeNames.ElementView} element) => new(element.AsDocument<{model.Type}>());");
    }
}
