using System.Security.Cryptography;

namespace ShmStore.Memory;

/// <summary>Names of files beside a store: those that are to take its place, and those whose place it took.</summary>
internal static class NameBeside
{
    private const string Infix = ".new-";
    private const string DamagedInfix = ".damaged-";
    private const int Digits = 16;

    /// <summary>A name that nobody has.</summary>
    public static string For(string path) => path + Infix + Random();

    /// <summary>A name that nobody has, for a file whose place another takes. Nobody deletes that file, but the name if it was left before the place was taken.</summary>
    public static string ForDamaged(string path) => path + DamagedInfix + Random();

    /// <summary>Those there are of a path. None when its folder cannot be listed.</summary>
    public static IReadOnlyList<string> Beside(string path) => Beside(path, Infix);

    /// <summary>Those there are of a path whose place another file took. None when its folder cannot be listed.</summary>
    public static IReadOnlyList<string> Damaged(string path) => Beside(path, DamagedInfix);

    private static IReadOnlyList<string> Beside(string path, string infix)
    {
        try
        {
            string start = path + infix;
            return [.. Directory.EnumerateFiles(Path.GetDirectoryName(path)!).Where(name => name.StartsWith(start, StringComparison.Ordinal) && IsRandom(name[start.Length..]))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // Where a file system has no unnamed files, one that is being made under such a name has, until it is complete, another of the kind after that.
    private static bool IsRandom(string end) => end.Split(Infix).All(static digits => digits.Length == Digits && digits.All(char.IsAsciiHexDigitLower));

    private static string Random() => RandomNumberGenerator.GetHexString(Digits, lowercase: true);
}
