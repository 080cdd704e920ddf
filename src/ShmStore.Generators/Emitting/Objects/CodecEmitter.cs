using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>
/// Prints the codec of a type's embedded documents. It is a struct of the type's own, so that the code of lists and other members that hold objects is compiled for this type and calls it directly; a
/// codec with the type as its argument would share its code with those of all other classes and look up what to call for each object.
/// </summary>
internal static class CodecEmitter
{
    private const string Inlined = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    /// <summary>Prints the nested struct.</summary>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        string type = model.Type;
        string codec = $"{RuntimeNames.ObjectCodec}<{type}>";
        writer.Separate();
        writer.Summary($"Stores a {Documentation.Code(model.DisplayName)} as an embedded document.");
        using (writer.Braces($"public readonly struct Codec : {RuntimeNames.BsonCodec}<{type}>"))
        {
            Member(writer, "Whether values are documents: they are.", $"static bool IsNested => {codec}.IsNested");
            Member(writer, "The type of the element.", $"static {RuntimeNames.ElementType} TypeOf({type} value) => {codec}.TypeOf(value)");
            Member(writer, "Writes the document.", $"static void Write(ref {RuntimeNames.DocumentWriter} writer, {type} value) => {codec}.Write(ref writer, value)");
            Member(
                writer,
                "Reads a document at its place.",
                $"static int TryReadPlain({RuntimeNames.ElementType} type, global::System.ReadOnlySpan<byte> rest, {RuntimeNames.ValuePlace} place, out {type} value) => {codec}.TryReadPlain(type, rest, place, out value)");
            Member(writer, "Reads the document in an element.", $"static {type} Read({RuntimeNames.ElementView} element) => {codec}.Read(element)");
        }
    }

    private static void Member(SourceWriter writer, string summary, string declaration)
    {
        writer.Separate();
        writer.Summary(summary);
        if (declaration.Contains('('))
            writer.Line(Inlined);
        writer.Line($"public {declaration};");
    }
}
