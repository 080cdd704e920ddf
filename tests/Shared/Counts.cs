using System.Globalization;

namespace ShmStore.Tests;

/// <summary>How much was tried, for the summary of a run: lines in the file that the environment variable <c>SHMSTORE_COUNTS</c> names. Without it nothing is noted.</summary>
internal static class Counts
{
    private const string Variable = "SHMSTORE_COUNTS";

    /// <summary>Notes that so many of something were tried. What has the same name is added up. Thread-safe, also among processes.</summary>
    public static void Add(string what, long count)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file)
            File.AppendAllText(file, string.Create(CultureInfo.InvariantCulture, $"{what}\t{count}\n"));
    }
}
