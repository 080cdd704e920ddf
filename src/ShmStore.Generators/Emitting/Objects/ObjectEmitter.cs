using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Objects;

/// <summary>Prints the file of one shared object type.</summary>
internal static class ObjectEmitter
{
    /// <summary>The file's text.</summary>
    public static string Emit(ObjectModel model)
    {
        SourceWriter writer = new();
        Declarations.Head(writer, model.Marks.Warnings);
        using (Declarations.Namespace(writer, model.Declaration))
        {
            string contract = $"{RuntimeNames.SharedObject}<{model.Type}>";
            using (Declarations.Type(writer, model.Declaration, model.IsInterface ? "" : contract))
            {
                if (!model.IsContractOnly)
                    LayoutEmitter.Emit(writer, model);
                if (!model.IsInterface)
                    EmitObject(writer, model, contract);
            }

            if (model.Extension is { } extension)
                EntryFieldsEmitter.Emit(writer, model, extension);
        }

        return writer.ToString();
    }

    private static void EmitObject(SourceWriter writer, ObjectModel model, string contract)
    {
        FactsEmitter.Emit(writer, model);
        if (model is { IsPolymorphic: true, IsContractOnly: false })
        {
            PolymorphicEmitter.EmitDispatch(writer, model);
        }
        else
        {
            WriteEmitter.Emit(writer, model, contract);
            ReadEmitter.Emit(writer, model, contract);
        }

        if (!model.IsContractOnly)
            ViewEmitter.Emit(writer, model);
    }
}
