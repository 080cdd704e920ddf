using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints what the runtime may know about an object type without an instance.</summary>
internal static class FactsEmitter
{
    /// <summary>Prints the interface's properties.</summary>
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        string contract = $"{RuntimeNames.SharedObject}<{model.Type}>";
        string layout = model.IsContractOnly ? Declarations.ThrowFaulty : model.IsPolymorphic ? "new(Layout.CommonTemplate, Layout.CommonTemplate);" : "Layout.Fixed;";
        Property(writer, $"static {RuntimeNames.FixedLayout} {contract}.FixedLayout => {layout}");
        Property(writer, $"static bool {contract}.IsImmutable => {Literals.Flag(model.IsImmutable)};");
    }

    private static void Property(SourceWriter writer, string declaration)
    {
        writer.Separate();
        writer.Line(Declarations.GeneratedCode);
        writer.Line(declaration);
    }
}
