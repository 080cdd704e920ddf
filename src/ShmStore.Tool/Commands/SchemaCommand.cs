using System.CommandLine;

namespace ShmStore.Tool.Commands;

/// <summary>What types the objects of a store have.</summary>
internal static class SchemaCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Argument<string> path = CommonArguments.Path();
        var json = new Option<bool>("--json") { Description = "As JSON, for programs." };
        var command = new Command("schema", "Prints the schema: the keys, and the members of each type with where they stand in its documents.") { path, json };
        command.SetAction(parsed =>
        {
            using UntypedStore store = UntypedStore.Open(parsed.GetValue(path)!);
            StoreSchema schema = store.Attachment.Schema;
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                output.WriteLine(JsonText.Indented(SchemaJson.Of(schema), canonical: false));
            else
                SchemaText.Write(store, schema, output);
        });
        return command;
    }
}
