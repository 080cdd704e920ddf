using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Stores;

/// <summary>Prints the static methods that attach to a store.</summary>
internal static class OpenEmitter
{
    /// <summary>The parameter that has a writer's options.</summary>
    public static readonly string StoreOptions = RuntimeNames.Of("StoreOptions") + "? options = null";

    private const string Handle = "global::Microsoft.Win32.SafeHandles.SafeFileHandle";
    private static readonly string OpenOptions = RuntimeNames.Of("OpenOptions") + "? options = null";
    private static readonly string Seals = $"{RuntimeNames.Of("MemorySeals")} required = {RuntimeNames.Of("MemorySeals")}.Live";

    private static readonly (string Name, string Xml) PathParameter =
        ("path", "A bare name, as <c>market.shm</c>, is a file in shared memory: in <c>/dev/shm</c> on Linux, elsewhere in the temporary folder. With a folder it is a path.");

    private static readonly (string Name, string Xml) OptionsParameter = ("options", "Null for the defaults.");

    private static readonly (string Type, string Xml) NotOnLinux = ("System.PlatformNotSupportedException", "Not on Linux.");

    private static readonly (string Type, string Xml) NotPermitted = ("System.UnauthorizedAccessException", "Not permitted.");

    private static readonly (string Type, string Xml) OutOfRange = ("System.ArgumentOutOfRangeException", "An option is out of its range.");

    private static readonly (string Type, string Xml) OtherSchema = ("ShmStore.SchemaMismatchException", "It was made from a schema that this one cannot be used with.");

    private static readonly (string Type, string Xml) CannotHaveSchema = ("ShmStore.SharedStoreException", "It has room for fewer keys than this schema has; or its schema was being extended all the time.");

    private static readonly (string Type, string Xml) NoRoomToOpen = ("ShmStore.StoreFullException", "No address space for it, or no room for its holes.");

    private static readonly (string Type, string Xml) NoRoomInMemory = ("ShmStore.StoreFullException", "Not that much memory or address space.");

    private static readonly (string Type, string Xml)[] OpenErrors =
    [
        ("System.IO.FileNotFoundException", "There is no such store."),
        ("System.IO.IOException", "The file system refuses otherwise."),
        NotPermitted,
        ("System.ArgumentException", "The path is empty, or has a NUL character."),
        OutOfRange,
        ("ShmStore.StoreFormatException", "It is not a store this library can read."),
        OtherSchema,
        CannotHaveSchema,
        NoRoomToOpen,
    ];

    private static readonly (string Type, string Xml)[] HandleErrors =
    [
        NotOnLinux,
        ("ShmStore.StoreFormatException", "It lacks a seal, or is not a store this library can read."),
        OtherSchema,
        CannotHaveSchema,
        NoRoomToOpen,
        ("System.UnauthorizedAccessException", "The handle can only write."),
        ("System.IO.IOException", "The handle is of nothing that is open, or can neither read nor write."),
        ("System.ObjectDisposedException", "The handle was closed."),
        OutOfRange,
    ];

    private static readonly (string Type, string Xml)[] PrivateWriterErrors =
    [
        ("System.ArgumentException", "The options ask for several writers, for a store that is there already, or for a maximum size that is too small for an empty store."),
        OutOfRange,
        NoRoomInMemory,
    ];

    private static readonly (string Type, string Xml)[] SealedWriterErrors =
    [
        NotOnLinux,
        ("System.ArgumentException", "The options ask for several writers, or for a maximum size that is too small for an empty store."),
        OutOfRange,
        ("System.IO.IOException", "The system refuses."),
        NoRoomInMemory,
    ];

    private static readonly (string Type, string Xml) Active = ("ShmStore.WriterActiveException", "The store has a writer, or as many as there can be.");

    private static readonly (string Type, string Xml)[] WriterErrors =
    [
        ("ShmStore.WriterModeException", "It was made for another <see cref=\"global::ShmStore.StoreOptions.Writers\"/>."),
        ("ShmStore.SchemaMismatchException", "It was made from a schema that this one cannot be used with; or a reader is attached that has appended something else to it."),
        ("ShmStore.SharedStoreException", "It has room for fewer keys than this schema has."),
        ("ShmStore.StoreFormatException", "It is not a store this library can write."),
        ("System.IO.IOException", "There is, or is not, a file at the path, against <see cref=\"global::ShmStore.StoreOptions.Mode\"/>; or the folder is missing; or the file system refuses otherwise."),
        NotPermitted,
        ("System.ArgumentException", "The path is empty, has a NUL character or names no file; or the maximum size is too small for an empty store."),
        OutOfRange,
        ("System.NotSupportedException", "Here a store cannot have several writers; or file locks have no effect there, so that a second writer could not be kept out."),
        ("ShmStore.StoreFullException", "No room for an empty store, for its holes or for what its schema gets; or no address space."),
    ];

    /// <summary>Prints the methods.</summary>
    public static void Emit(SourceWriter writer, StoreModel model)
    {
        string store = model.Type;
        Method(
            writer,
            "Attaches to a store for reading: its pages are mapped read-only.",
            [PathParameter, OptionsParameter],
            OpenErrors,
            $"public static {store} Open(string path, {OpenOptions})",
            "OpenReader(Layout.Definition, path, options)");
        Method(
            writer,
            "Attaches for reading to a store that another process has handed over, if its memory has the seals that are required (Linux).",
            [("handle", "The memory; the caller keeps the handle, and may close it after this call."), ("required", "Seals that it must have."), OptionsParameter],
            HandleErrors,
            $"public static {store} Open({Handle} handle, {Seals}, {OpenOptions})",
            "OpenSealedReader(Layout.Definition, handle, required, options)");
        Method(
            writer,
            "Creates a store in the memory of this process, which nobody else can open and which goes with the writer.",
            [OptionsParameter],
            PrivateWriterErrors,
            $"public static {store}.Writer CreateWriter({StoreOptions})",
            "CreatePrivateWriter(Layout.Definition, options)");
        Method(
            writer,
            "Creates a store, or opens one, as its writer: the only one, or with <see cref=\"global::ShmStore.WriterMode.Several\"/> one of several.",
            [PathParameter, OptionsParameter],
            [Active, .. WriterErrors],
            $"public static {store}.Writer CreateWriter(string path, {StoreOptions})",
            "CreateWriter(Layout.Definition, path, options)");
        SuccessionEmitter.Emit(writer, store, PathParameter, OptionsParameter, WriterErrors);
        Method(
            writer,
            "Creates a store in sealed memory, which this process alone can write, to be handed over for reading (Linux).",
            [("options", "Null for the defaults. The mode means nothing: the store is always a new one.")],
            SealedWriterErrors,
            $"public static {store}.Writer CreateSealedWriter({StoreOptions})",
            "CreateSealedWriter(Layout.Definition, options)");
        Method(
            writer,
            "Attaches to a store for reading, and for writing its atomics.",
            [PathParameter, OptionsParameter],
            OpenErrors,
            $"public static {store}.Contributor OpenContributor(string path, {OpenOptions})",
            "OpenContributor(Layout.Definition, path, options)");
    }

    private static void Method(
        SourceWriter writer, string summary, (string Name, string Xml)[] parameters, (string Type, string Xml)[] exceptions, string declaration, string call)
    {
        writer.Separate();
        writer.Method(summary, parameters, exceptions);
        writer.Line($"{declaration} => new({RuntimeNames.StoreAttachment}.{call});");
    }
}
