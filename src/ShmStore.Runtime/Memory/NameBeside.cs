using System.Security.Cryptography;
using System.Text;

namespace ShmStore.Memory;

/// <summary>Names of files beside a store: those that are to take its place, and those whose place it took.</summary>
internal static class NameBeside
{
    private const string Infix = ".new-";
    private const string DamagedInfix = ".damaged-";
    private const int Digits = 16;

    // Of a name, in bytes; and what may come behind one of these, as that of a lock.
    private const int LongestName = 255;
    private const int LongestSuffix = 5;

    /// <summary>A name that nobody has.</summary>
    public static string For(string path) => StartOf(path, Infix) + Random();

    /// <summary>A name that nobody has, for a file whose place another takes. Nobody deletes that file, but the name if it was left before the place was taken.</summary>
    public static string ForDamaged(string path) => StartOf(path, DamagedInfix) + Random();

    /// <summary>Those there are of a path. None when its folder cannot be listed.</summary>
    public static IReadOnlyList<string> Beside(string path) => Beside(path, Infix);

    /// <summary>Those there are of a path whose place another file took. None when its folder cannot be listed.</summary>
    public static IReadOnlyList<string> Damaged(string path) => Beside(path, DamagedInfix);

    private static IReadOnlyList<string> Beside(string path, string infix)
    {
        try
        {
            string start = StartOf(path, infix);
            return [.. Directory.EnumerateFiles(Path.GetDirectoryName(path)!).Where(name => name.StartsWith(start, StringComparison.Ordinal) && IsRandom(name[start.Length..]))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // What all names of a path begin with. If they were too long, the end of the store's name is left out; so stores may have it in common whose names differ there only.
    private static string StartOf(string path, string infix)
    {
        string name = Path.GetFileName(path);
        int room = LongestName - infix.Length - Digits - LongestSuffix;
        if (Encoding.UTF8.GetByteCount(name) <= room)
            return path + infix;

        // Of a name that is one of these itself, the store's.
        int own = name.LastIndexOf(Infix, StringComparison.Ordinal);
        string store = own >= 0 && IsRandom(name[(own + Infix.Length)..]) ? name[..own] : name;
        int length = 0;
        foreach (Rune rune in store.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return Path.Combine(Path.GetDirectoryName(path)!, store[..length]) + infix;
    }

    // Where a file system has no unnamed files, one that is being made under such a name has, until it is complete, another of the kind after that.
    private static bool IsRandom(string end) => end.Split(Infix).All(static digits => digits.Length == Digits && digits.All(char.IsAsciiHexDigitLower));

    private static string Random() => RandomNumberGenerator.GetHexString(Digits, lowercase: true);
}
