using System.Globalization;
using ShmStore.Store.Maps;
using ShmStore.Store.Schema;

namespace ShmStore.Tool;

/// <summary>A schema for people: a table of the keys, and one of each type.</summary>
internal static class SchemaText
{
    private const string Indent = "  ";

    /// <summary>Prints the schema of a store.</summary>
    public static void Write(UntypedStore store, StoreSchema schema, TextWriter output)
    {
        output.WriteLine(ShownKey.Escape(store.Name));
        output.WriteLine();
        TextTable.Write(output, "", [["key", "kind", "type"], .. store.Keys.Select(static key => (string[])[ShownKey.Escape(key.Name), key.Kind.ToString(), KeyType.Of(key)])]);
        foreach (TypeSchema type in schema.Types)
            Write(type, output);
    }

    private static void Write(TypeSchema type, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(ShownKey.Escape(type.Name));
        if (type.Fields.Count > 0)
            TextTable.Write(output, Indent, [["member", "type", "BSON", "offset", "bytes", "written", "missing"], .. type.Fields.Select(RowOf)]);
        if (type.Known.Count > 0)
            TextTable.Write(output, Indent, [["_t", "means"], .. type.Known.Select(static known => (string[])[ShownKey.Escape(known.Name), ShownKey.Escape(known.Type)])]);
    }

    private static string[] RowOf(FieldSchema field)
    {
        StoredForm form = StoredForm.Of(field);
        return
        [
            ShownKey.Escape(field.Name),
            ShownKey.Escape(field.Type),
            form.Type is { } type ? string.Create(CultureInfo.InvariantCulture, $"0x{(int)type:X2} {type}{(form.IsNullable ? " or null" : "")}") : "any",
            Shown(field.Offset),
            Shown(form.Bytes),
            field.MayBeLeftOut ? "at times" : "always",
            field.Required ? "error" : ShownKey.Escape(field.Default ?? "default"),
        ];
    }

    private static string Shown(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
