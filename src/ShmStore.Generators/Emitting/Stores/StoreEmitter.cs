using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Stores;

/// <summary>Prints the file of one store: the reader, with the key enum, the layout, the writer and the contributor nested in it.</summary>
internal static class StoreEmitter
{
    private static readonly AttachmentKind Reader = new("SharedEntry", "SharedAtomic", "SharedDocument", "SharedMap", "SharedDocumentMap");

    private static readonly AttachmentClass Writer = new(
        "Writer",
        RuntimeNames.SharedStoreWriter,
        new("SharedEntryWriter", "SharedAtomicWriter", "SharedDocumentWriter", "SharedMapWriter", "SharedDocumentMapWriter"),
        "A store attached by its writer: the only one, or with <see cref=\"global::ShmStore.WriterMode.Several\"/> one of several, which take turns. Any number of readers and contributors may be attached meanwhile.");

    private static readonly AttachmentClass Contributor = new(
        "Contributor",
        RuntimeNames.SharedStoreContributor,
        Reader with { Atomic = "SharedAtomicWriter" },
        "A reader that may also write the store's atomics.");

    /// <summary>The file's text.</summary>
    public static string Emit(StoreModel model)
    {
        SourceWriter writer = new();
        Declarations.Head(writer, model.Marks.Warnings);
        using (Declarations.Namespace(writer, model.Declaration))
        using (Declarations.Type(writer, model.Declaration, RuntimeNames.SharedStore))
        {
            KeyEnumEmitter.Emit(writer, model);
            StoreLayoutEmitter.Emit(writer, model);
            EmitReader(writer, model);
            OpenEmitter.Emit(writer, model);
            AttachmentEmitter.EmitGetRaw(writer, model);
            AttachmentEmitter.EmitSnapshot(writer, model);
            AttachmentEmitter.Emit(writer, model, Writer);
            AttachmentEmitter.Emit(writer, model, Contributor);
        }

        return writer.ToString();
    }

    private static void EmitReader(SourceWriter writer, StoreModel model)
    {
        foreach (KeyModel key in model.Keys)
        {
            writer.Separate();
            writer.Line(Declarations.GeneratedCode);
            writer.Marks(key.Marks);
            writer.Line($"private readonly {Reader.TypeOf(key)} {key.Field};");
        }

        writer.Separate();
        writer.Line(Declarations.GeneratedCode);
        writer.ObsoleteIf(model.Marks.AnyObsolete);
        writer.Line($"private {model.Declaration.Types[model.Declaration.Types.Count - 1].Name}({RuntimeNames.StoreAttachment} attachment)");
        writer.Indented(() => writer.Line(": base(attachment)"));
        using (writer.Braces(""))
        {
            foreach (KeyModel key in model.Keys)
                writer.Line($"{key.Field} = new {Reader.TypeOf(key)}(attachment, (int)Key.{key.Identifier});");
        }

        foreach (KeyModel key in model.Keys)
        {
            writer.Separate();
            writer.Line(Declarations.GeneratedCode);
            writer.Line($"{key.Accessibility} partial {Reader.TypeOf(key)} {key.Identifier} => {key.Field};");
        }
    }
}
