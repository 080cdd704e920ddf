using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace ShmStore.Generators.Emitting;

/// <summary>Writes constants as C# source, the same under every culture.</summary>
internal static class Literals
{
    private const int BytesPerLine = 24;

    /// <summary>A number.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>True or false.</summary>
    public static string Flag(bool value) => value ? "true" : "false";

    /// <summary>A quoted string, everything but plain text escaped.</summary>
    public static string Text(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>
    /// A name's UTF-8 bytes. A u8 literal only for plain letters, digits and underscores: in others an escape could swallow the letters
    /// that follow it.
    /// </summary>
    public static string Utf8(string value) =>
        value.All(static c => c < 128 && (char.IsLetterOrDigit(c) || c == '_'))
            ? $"\"{value}\"u8"
            : $"[{string.Join(", ", Encoding.UTF8.GetBytes(value).Select(Byte))}]";

    /// <summary>Bytes, comma-separated, in lines of equal length.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<byte> bytes)
    {
        for (int start = 0; start < bytes.Count; start += BytesPerLine)
            yield return string.Concat(bytes.Skip(start).Take(BytesPerLine).Select(static value => Byte(value) + ", ")).TrimEnd();
    }

    private static string Byte(byte value) => "0x" + value.ToString("X2", CultureInfo.InvariantCulture);
}
