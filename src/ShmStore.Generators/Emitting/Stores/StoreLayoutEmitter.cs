using System.Globalization;
using ShmStore.Generators.Model;
using ShmStore.Generators.Schema;
using ShmStore.Layout;

namespace ShmStore.Generators.Emitting.Stores;

/// <summary>Prints the nested class <c>Layout</c>: the keys' slots, the schema document and its fingerprint.</summary>
internal static class StoreLayoutEmitter
{
    // Slots 0 and 1 are the schema's own and the empty one.
    private const int FirstKeySlot = 2;

    /// <summary>Prints the class.</summary>
    public static void Emit(SourceWriter writer, StoreModel model)
    {
        byte[] schema = SchemaDocument.Write(model);
        writer.Separate();
        writer.Summary("Where the store's keys are, and its schema.");
        writer.RemarksTable("key", "what, and its slot", model.Keys.Select(static (key, index) =>
            (Documentation.Code(key.Name), $"{KeyEnumEmitter.Describe(key)}, slot {Literals.Number(FirstKeySlot + index)}")));
        writer.Line(Declarations.GeneratedCode);
        using (writer.Braces("public static class Layout"))
        {
            writer.Summary("FNV-1a hash, 64 bits, of the schema document.");
            writer.Line($"public const ulong SchemaFingerprint = 0x{Fnv1a.Hash(schema).ToString("X16", CultureInfo.InvariantCulture)}UL;");
            for (int i = 0; i < model.Keys.Count; i++)
            {
                writer.Separate();
                writer.Summary($"Index of the slot of {Documentation.Code(model.Keys[i].Name)}.");
                writer.Line($"public const int {model.Keys[i].Property}Slot = {Literals.Number(FirstKeySlot + i)};");
            }

            writer.Separate();
            writer.Summary("The schema as this program was compiled with it.");
            writer.Line($"internal static readonly {RuntimeNames.StoreSchema} Definition = new(Schema);");
            writer.Separate();
            writer.Summary("The schema document, BSON.");
            writer.ByteProperty("public static global::System.ReadOnlySpan<byte> Schema", schema);
        }
    }
}
