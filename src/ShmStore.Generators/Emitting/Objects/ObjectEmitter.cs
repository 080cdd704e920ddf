using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints the file of one shared object type.</summary>
internal static class ObjectEmitter
{
    /// <summary>The file's text.</summary>
    public static string Emit(ObjectModel model)
    {
        SourceWriter writer = new();
        Declarations.Head(writer);
        using (Declarations.Namespace(writer, model.Declaration))
        {
            using (Declarations.Type(writer, model.Declaration, $"{RuntimeNames.SharedObject}<{model.Type}>"))
            {
                LayoutEmitter.Emit(writer, model);
                FactsEmitter.Emit(writer, model);
                WriteEmitter.Emit(writer, model);
                ReadEmitter.Emit(writer, model);
                ViewEmitter.Emit(writer, model);
            }

            if (model.Extension is { } extension)
                EntryFieldsEmitter.Emit(writer, model, extension);
        }

        return writer.ToString();
    }
}
