using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints the nested class <c>Layout</c>: names and offsets as constants, the fixed block's template, and a table of it all.</summary>
internal static class LayoutEmitter
{
    /// <summary>Prints the class.</summary>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        writer.Separate();
        writer.Summary($"Layout of {Documentation.Code(model.DisplayName)} as a BSON document: fixed elements at constant offsets (in bytes from the document's start), then the tail in this order.");
        writer.RemarksTable("element", "type and place", Rows(model));
        writer.Line(Declarations.GeneratedCode);
        using (writer.Braces("public static class Layout"))
        {
            Constant(writer, "One past the last byte of the fixed block.", $"int FixedEnd = {Literals.Number(model.FixedEnd)}");
            foreach (MemberModel member in model.Elements)
                EmitConstants(writer, member);
            EmitTemplate(writer, model);
            FieldNamesEmitter.Emit(writer, model);
            if (model.ExtraElements != ExtraElements.Ignored)
                ElementNamesEmitter.Emit(writer, model);
            if (model.IsPolymorphic)
                PolymorphicEmitter.Emit(writer, model);
            else
                CodecEmitter.Emit(writer, model);
        }
    }

    /// <summary>How a member is stored, in words.</summary>
    public static string Describe(MemberModel member)
    {
        string place = member is { IsFixed: true, Type.Fixed.Width: var width }
            ? $"{Literals.Number(width)} byte{(width == 1 ? "" : "s")} at offset {Literals.Number(member.Offset)}"
            : "tail";
        return $"{Documentation.Code(member.Type.Schema)}, {place}{(member.Required ? ", required" : "")}{Omitted(member)}";
    }

    private static string Omitted(MemberModel member)
    {
        string omitted = member.Omission switch
        {
            Omission.Null => ", left out if null",
            Omission.Default => ", left out if default",
            _ => "",
        };
        return member.Condition is { } condition ? $"{omitted}, left out if {Documentation.Code(condition.Method)} says so" : omitted;
    }

    private static IEnumerable<(string Term, string Description)> Rows(ObjectModel model) =>
        model.FixedMembers.Concat(model.TailMembers).Select(static member => (Documentation.Code(member.ElementName), Describe(member)));

    // Generators of other assemblies read these constants: see Parsing.Stores.ReferencedSchema.
    private static void EmitConstants(SourceWriter writer, MemberModel member)
    {
        string element = Documentation.Code(member.ElementName);
        Constant(writer, $"Name of the element {element}.", $"string {member.LayoutPrefix}Name = {Literals.Text(member.ElementName)}");
        Constant(writer, $"Type of the element {element} in the schema.", $"string {member.LayoutPrefix}Type = {Literals.Text(member.Type.Schema)}");
        if (member.Required)
            Constant(writer, $"The element {element} must be there.", $"bool {member.LayoutPrefix}Required = true");
        if (member.MayBeLeftOut)
            Constant(writer, $"The element {element} is not always written.", $"bool {member.LayoutPrefix}MayBeLeftOut = true");
        if (member.OmittedText is { } omitted)
            Constant(writer, $"What a missing element {element} stands for, in the schema.", $"string {member.LayoutPrefix}Default = {Literals.Text(omitted)}");
        if (!member.IsFixed)
            return;
        Constant(writer, $"Offset of the value of {element}.", $"int {member.LayoutPrefix}Offset = {Literals.Number(member.Offset)}");
        Constant(writer, $"One past the last byte of the value of {element}.", $"int {member.LayoutPrefix}End = {Literals.Number(member.End)}");
    }

    private static void Constant(SourceWriter writer, string summary, string declaration)
    {
        writer.Separate();
        writer.Summary(summary);
        writer.Line($"public const {declaration};");
    }

    private static void EmitTemplate(SourceWriter writer, ObjectModel model)
    {
        (List<byte> template, List<byte> mask) = FixedTemplate.Of(model);
        writer.Separate();
        writer.Summary("The fixed block, by which canonical documents are recognised.");
        writer.Line($"public static {RuntimeNames.FixedLayout} Fixed => new(Template, Mask);");
        EmitBytes(writer, "The fixed block with all values zero.", "Template", template);
        if (model.IsPolymorphic)
            EmitBytes(writer, "The fixed block that documents of all known types have in common: none.", "CommonTemplate", [0, 0, 0, 0]);
        EmitBytes(writer, "0xFF where the template's byte is constant.", "Mask", mask);
    }

    private static void EmitBytes(SourceWriter writer, string summary, string name, List<byte> bytes)
    {
        writer.Separate();
        writer.Summary(summary);
        writer.ByteProperty($"internal static global::System.ReadOnlySpan<byte> {name}", bytes);
    }
}
