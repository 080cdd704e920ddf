using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Stores;

/// <summary>Prints the file of a store with a faulty key: its other keys are implemented, so that its error is not one of many.</summary>
internal static class StubsEmitter
{
    /// <summary>The file's text.</summary>
    public static string Emit(StubsModel model)
    {
        SourceWriter writer = new();
        Declarations.Head(writer, []);
        using (Declarations.Namespace(writer, model.Declaration))
        using (Declarations.Type(writer, model.Declaration, ""))
        {
            foreach (StubModel key in model.Keys)
            {
                writer.Separate();
                writer.Line(Declarations.GeneratedCode);
                writer.Line($"{key.Accessibility} partial {key.Type} {key.Identifier} => {Declarations.ThrowFaulty}");
            }
        }

        return writer.ToString();
    }
}
