using ShmStore.Generators.Model;

namespace ShmStore.Generators.Emitting.Stores;

/// <summary>Prints the nested enum <c>Key</c>.</summary>
internal static class KeyEnumEmitter
{
    /// <summary>Prints the enum.</summary>
    public static void Emit(SourceWriter writer, StoreModel model)
    {
        writer.Separate();
        writer.Summary("The store's keys in declared order.");
        writer.Line(Declarations.GeneratedCode);
        using (writer.Braces("public enum Key"))
        {
            for (int i = 0; i < model.Keys.Count; i++)
            {
                KeyModel key = model.Keys[i];
                writer.Separate();
                writer.Summary($"{Describe(key)} under the key {Documentation.Code(key.Name)}.");
                writer.Marks(key.Marks);
                writer.Line($"{key.Identifier} = {Literals.Number(i)},");
            }
        }
    }

    /// <summary>What lies under a key, in words.</summary>
    public static string Describe(KeyModel key) => key.Kind switch
    {
        KeyKind.Entry => $"One object of type {Documentation.Code(key.SchemaType)}",
        KeyKind.Atomic => $"One atomic word of type {Documentation.Code(key.SchemaType)}",
        KeyKind.Map => $"Objects of type {Documentation.Code(key.SchemaType)} by {Documentation.Code(key.MapKey!.Schema)}",
        KeyKind.DocumentMap => $"Documents without a schema by {Documentation.Code(key.MapKey!.Schema)}",
        _ => "One document without a schema",
    };
}
