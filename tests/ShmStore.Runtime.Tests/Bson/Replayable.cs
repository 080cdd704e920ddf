using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CsCheck;

namespace ShmStore.Tests.Bson;

/// <summary>Tries of random input that are counted, and whose failure names the command that tries the same again.</summary>
internal static partial class Replayable
{
    /// <summary>Tries so many inputs.</summary>
    /// <param name="generated">The inputs.</param>
    /// <param name="check">Throws when something is wrong.</param>
    /// <param name="executions">How many.</param>
    /// <param name="threads">In how many threads; one if left out.</param>
    /// <param name="print">An input as text; as CsCheck does, if left out.</param>
    /// <param name="file">File of the test class, which has its name.</param>
    public static void Try<T>(Gen<T> generated, Action<T> check, int executions, int threads = 1, Func<T, string>? print = null, [CallerFilePath] string file = "")
    {
        try
        {
            generated.Sample(check, iter: executions, threads: threads, print: print);
        }
        catch (CsCheckException failure)
        {
            throw new Xunit.Sdk.XunitException($"{failure.Message}\n{CommandFor(failure.Message, Path.GetFileNameWithoutExtension(file))}", failure);
        }

        Counts.Add("fuzz executions", executions);
    }

    /// <summary>The command that tries again what a message of CsCheck is about.</summary>
    public static string CommandFor(string message, string testClass) =>
        $"again: CsCheck_Seed={Seed().Match(message).Groups[1].Value} dotnet run --project tests/ShmStore.Runtime.Tests -- -class \"*{testClass}\"";

    [GeneratedRegex("CsCheck_Seed=([0-9A-Za-z_-]+)")]
    private static partial Regex Seed();
}
