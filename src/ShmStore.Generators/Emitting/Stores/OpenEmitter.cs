using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Stores;

/// <summary>Prints the static methods that attach to a store.</summary>
internal static class OpenEmitter
{
    private const string Handle = "global::Microsoft.Win32.SafeHandles.SafeFileHandle";
    private static readonly string OpenOptions = RuntimeNames.Of("OpenOptions") + "? options = null";
    private static readonly string Seals = $"{RuntimeNames.Of("MemorySeals")} required = {RuntimeNames.Of("MemorySeals")}.Live";
    private static readonly string StoreOptions = RuntimeNames.Of("StoreOptions") + "? options = null";

    /// <summary>Prints the methods.</summary>
    public static void Emit(SourceWriter writer, StoreModel model)
    {
        string store = model.Type;
        Method(
            writer,
            "Attaches to a store for reading: its pages are mapped read-only.",
            $"public static {store} Open(string path, {OpenOptions})",
            "OpenReader(Layout.Definition, path, options)");
        Method(
            writer,
            "Attaches for reading to a store that another process has handed over, if its memory has the seals that are required (Linux).",
            $"public static {store} Open({Handle} handle, {Seals}, {OpenOptions})",
            "OpenSealedReader(Layout.Definition, handle, required, options)");
        Method(
            writer,
            "Creates a store in this process only.",
            $"public static {store}.Writer CreateWriter({StoreOptions})",
            "CreateWriter(Layout.Definition, null, options)");
        Method(
            writer,
            "Creates a store, or opens one as its only writer.",
            $"public static {store}.Writer CreateWriter(string path, {StoreOptions})",
            "CreateWriter(Layout.Definition, path, options)");
        Method(
            writer,
            "Creates a store in sealed memory, which this process alone can write, to be handed over for reading (Linux).",
            $"public static {store}.Writer CreateSealedWriter({StoreOptions})",
            "CreateSealedWriter(Layout.Definition, options)");
        Method(
            writer,
            "Attaches to a store for reading, and for writing its atomics.",
            $"public static {store}.Contributor OpenContributor(string path, {OpenOptions})",
            "OpenContributor(Layout.Definition, path, options)");
    }

    private static void Method(SourceWriter writer, string summary, string declaration, string call)
    {
        writer.Separate();
        writer.Summary(summary);
        writer.Line(Declarations.GeneratedCode);
        writer.Line($"{declaration} => new({RuntimeNames.StoreAttachment}.{call});");
    }
}
