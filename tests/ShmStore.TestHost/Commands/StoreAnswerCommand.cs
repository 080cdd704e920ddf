using System.Globalization;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary>
/// <c>store-answer asked answered rounds thread|task</c>: the other half of a ping-pong between processes. Waits for every change of A in one store, of which it is a reader, and sets A in the other, of
/// which it is the writer, to the same value. A thread waits by itself, or for a task.
/// </summary>
internal static class StoreAnswerCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        long rounds = long.Parse(args[2], CultureInfo.InvariantCulture);
        using var asked = SampleStore.Open(args[0]);
        using var answered = SampleWriter.Open(args[1]);
        Standby.Report("ready");
        long version = 0;
        for (long number = 0; number < rounds;)
        {
            version = args[3] == "thread" ? asked.A.WaitForChange(version) : asked.A.WaitForChangeAsync(version).GetAwaiter().GetResult();
            number = asked.A.Value.Number;
            answered.A.Set(Sample.Of(number));
        }

        return 0;
    }
}
