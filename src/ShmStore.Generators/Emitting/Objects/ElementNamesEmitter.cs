using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints the nested struct that tells elements of an object's members from extra ones.</summary>
internal static class ElementNamesEmitter
{
    /// <summary>Prints the struct.</summary>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        writer.Separate();
        writer.Summary("The names of the elements above.");
        using (writer.Braces($"internal readonly struct ElementNames : {RuntimeNames.ElementNames}"))
        {
            writer.Line($"static bool {RuntimeNames.ElementNames}.Contains(global::System.ReadOnlySpan<byte> name) =>");
            writer.Indented(() => writer.Line(Test(model) + ";"));
        }
    }

    private static string Test(ObjectModel model) => model.Elements.Any()
        ? string.Join("\n|| ", model.Elements.Select(static member => $"global::System.MemoryExtensions.SequenceEqual<byte>(name, {Literals.Utf8(member.ElementName)})"))
        : "false";
}
