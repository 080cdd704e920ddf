namespace ShmStore.Generators.Emitting;

/// <summary>Writes constant bytes as a property, which the compiler keeps as data of the assembly.</summary>
internal static class ByteProperties
{
    /// <summary>Writes the property.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="declaration">Its modifiers, type and name.</param>
    /// <param name="bytes">Its value.</param>
    public static void ByteProperty(this SourceWriter writer, string declaration, IReadOnlyList<byte> bytes)
    {
        writer.Line($"{declaration} =>");
        writer.Line("[");
        writer.Indented(() =>
        {
            foreach (string line in Literals.Lines(bytes))
                writer.Line(line);
        });
        writer.Line("];");
    }
}
