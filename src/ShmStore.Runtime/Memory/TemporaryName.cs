using System.Security.Cryptography;

namespace ShmStore.Memory;

/// <summary>Names of files that are being made, beside the one whose place they are to take.</summary>
internal static class TemporaryName
{
    private const string Infix = ".new-";
    private const int Digits = 16;

    /// <summary>A name that nobody has.</summary>
    public static string For(string path) => path + Infix + RandomNumberGenerator.GetHexString(Digits, lowercase: true);

    /// <summary>Those there are of a path. None when its folder cannot be listed.</summary>
    public static IReadOnlyList<string> Beside(string path)
    {
        try
        {
            string start = path + Infix;
            return [.. Directory.EnumerateFiles(Path.GetDirectoryName(path)!).Where(
                name => name.StartsWith(start, StringComparison.Ordinal) && name.Length == start.Length + Digits && name[start.Length..].All(char.IsAsciiHexDigitLower))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
