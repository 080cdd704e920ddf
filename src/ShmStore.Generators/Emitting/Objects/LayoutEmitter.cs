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
        using (writer.Braces($"public {(model.HidesInherited ? "new " : "")}static class Layout"))
        {
            writer.Summary("One past the last byte of the fixed block.");
            writer.Line($"public const int FixedEnd = {Literals.Number(model.FixedEnd)};");
            foreach (MemberModel member in model.Members)
                EmitConstants(writer, member);
            EmitTemplate(writer, model);
        }
    }

    /// <summary>How a member is stored, in words.</summary>
    public static string Describe(MemberModel member)
    {
        string place = member.IsFixed
            ? $"{Literals.Number(member.Type.Fixed!.Width)} bytes at offset {Literals.Number(member.Offset)}"
            : "tail";
        return $"{Documentation.Code(member.Type.Schema)}, {place}{(member.Required ? ", required" : "")}";
    }

    private static IEnumerable<(string Term, string Description)> Rows(ObjectModel model) =>
        model.FixedMembers.Concat(model.TailMembers).Select(static member => (Documentation.Code(member.ElementName), Describe(member)));

    private static void EmitConstants(SourceWriter writer, MemberModel member)
    {
        string element = Documentation.Code(member.ElementName);
        writer.Separate();
        writer.Summary($"Name of the element {element}.");
        writer.Line($"public const string {member.LayoutPrefix}Name = {Literals.Text(member.ElementName)};");
        if (!member.IsFixed)
            return;
        writer.Separate();
        writer.Summary($"Offset of the value of {element}.");
        writer.Line($"public const int {member.LayoutPrefix}Offset = {Literals.Number(member.Offset)};");
        writer.Separate();
        writer.Summary($"One past the last byte of the value of {element}.");
        writer.Line($"public const int {member.LayoutPrefix}End = {Literals.Number(member.End)};");
    }

    private static void EmitTemplate(SourceWriter writer, ObjectModel model)
    {
        (List<byte> template, List<byte> mask) = FixedTemplate.Of(model);
        writer.Separate();
        writer.Summary("The fixed block, by which canonical documents are recognised.");
        writer.Line($"public static {RuntimeNames.FixedLayout} Fixed => new(Template, Mask);");
        EmitBytes(writer, "The fixed block with all values zero.", "Template", template);
        EmitBytes(writer, "0xFF where the template's byte is constant.", "Mask", mask);
    }

    private static void EmitBytes(SourceWriter writer, string summary, string name, List<byte> bytes)
    {
        writer.Separate();
        writer.Summary(summary);
        writer.ByteProperty($"internal static global::System.ReadOnlySpan<byte> {name}", bytes);
    }
}
