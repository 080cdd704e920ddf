using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Stores;

/// <summary>Prints the nested classes <c>Writer</c> and <c>Contributor</c>.</summary>
internal static class AttachmentEmitter
{
    /// <summary>Prints one class.</summary>
    public static void Emit(SourceWriter writer, StoreModel model, AttachmentClass attachment)
    {
        writer.Separate();
        writer.Summary(attachment.Summary);
        writer.Line(Declarations.GeneratedCode);
        using (writer.Braces($"public sealed partial class {attachment.Name} : {attachment.BaseType}"))
        {
            EmitConstructor(writer, model, attachment);
            foreach (KeyModel key in model.Keys)
            {
                writer.Separate();
                writer.Summary($"{KeyEnumEmitter.Describe(key)} under the key {Documentation.Code(key.Name)}.");
                writer.Marks(key.Marks);
                writer.Line($"{key.Accessibility} {attachment.Keys.TypeOf(key)} {key.Identifier} {{ get; }}");
            }

            EmitFurtherAttachments(writer, model, attachment);
            EmitGetRaw(writer, model);
            EmitSnapshot(writer, model);
        }
    }

    /// <summary>Prints the method that gives a key's bytes.</summary>
    public static void EmitGetRaw(SourceWriter writer, StoreModel model)
    {
        writer.Separate();
        writer.Summary("The stored document's bytes; null when the key has no value. Not for maps, whose entries have bytes each.");
        writer.Exception("System.InvalidOperationException", "The key is a map.");
        writer.Exception("System.ArgumentOutOfRangeException", "There is no such key.");
        writer.Exception("ShmStore.ReadContentionException", "The writer overtook every attempt.");
        writer.Exception("System.ObjectDisposedException", "The store was disposed.");
        writer.Line(Declarations.GeneratedCode);
        writer.Line($"public byte[]? GetRaw({model.Type}.Key key) => GetRaw((int)key);");
    }

    /// <summary>Prints the method that reads several keys as of one commit.</summary>
    public static void EmitSnapshot(SourceWriter writer, StoreModel model)
    {
        EmitSnapshot(writer, model, "TResult", "", "", "read");
        EmitSnapshot(writer, model, "TArgument, TResult", "TArgument argument, ", "TArgument, ", "argument, read");
    }

    private static void EmitSnapshot(SourceWriter writer, StoreModel model, string types, string parameter, string type, string passed)
    {
        (string, string)[] argument = parameter.Length == 0 ? [] : [("argument", "Passed to the function, so that it can be static.")];
        writer.Separate();
        writer.Method(
            "Reads several keys as they stood at one moment, all of a commit or nothing of it.",
            [
                .. argument,
                ("read", "May run more than once, so it has no effects: above all it must not write to the store. It must not keep what it gets."),
                ("cancellationToken", "Ends the attempts: looked at before each."),
            ],
            [
                ("System.OperationCanceledException", "It was cancelled."),
                ("ShmStore.ReadContentionException", "What was read was changed during every attempt."),
                ("System.InvalidOperationException", "Called within a snapshot."),
                ("System.ObjectDisposedException", "The store was disposed."),
            ]);
        writer.Line($"public TResult Snapshot<{types}>({parameter}global::System.Func<{model.Type}, {type}TResult> read, {Declarations.OptionalToken}) =>");
        writer.Indented(() => writer.Line($"Attachment.Snapshot(static attachment => new {model.Type}(attachment), {passed}, cancellationToken);"));
    }

    private static void EmitConstructor(SourceWriter writer, StoreModel model, AttachmentClass attachment)
    {
        writer.ObsoleteIf(model.Marks.AnyObsolete);
        writer.Line($"internal {attachment.Name}({RuntimeNames.StoreAttachment} attachment)");
        writer.Indented(() => writer.Line(": base(attachment)"));
        using (writer.Braces(""))
        {
            foreach (KeyModel key in model.Keys)
                writer.Line($"this.{key.Identifier} = new {attachment.Keys.TypeOf(key)}(attachment, (int){model.Type}.Key.{key.Identifier});");
        }
    }

    private static void EmitFurtherAttachments(SourceWriter writer, StoreModel model, AttachmentClass attachment)
    {
        if (attachment.BaseType != RuntimeNames.SharedStoreWriter)
            return;
        writer.Separate();
        writer.Summary("One more attachment to this store, for reading.");
        EmitErrors(writer);
        writer.Line($"public {model.Type} OpenReader() => new(Attachment.AsReader());");
        writer.Separate();
        writer.Summary("One more attachment to this store, for reading and for writing its atomics.");
        EmitErrors(writer);
        writer.Line($"public {model.Type}.Contributor OpenContributor() => new(Attachment.AsContributor());");
    }

    private static void EmitErrors(SourceWriter writer)
    {
        writer.Exception("System.IO.IOException", "Its file was deleted or replaced.");
        writer.Exception("System.ObjectDisposedException", "The writer was disposed.");
        writer.Exception("ShmStore.StoreFullException", "No address space for it.");
    }
}
