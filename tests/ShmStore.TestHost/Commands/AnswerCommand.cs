using System.Globalization;
using ShmStore.Memory;

namespace ShmStore.TestHost.Commands;

/// <summary>
/// <c>answer provider asked answered rounds</c>: the other half of a ping-pong between processes. Waits for the counter at the start of one region and advances that of
/// the other, of which it is the writer, to the same value.
/// </summary>
internal static unsafe class AnswerCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        IRegionProvider provider = Providers.Named(args[0]);
        ulong rounds = ulong.Parse(args[3], CultureInfo.InvariantCulture);
        using Region asked = provider.Open(args[1], RegionAccess.Read, 4096);
        using Region answered = provider.Open(args[2], RegionAccess.Write, 4096);
        using IWaitChannel question = provider.OpenWaitChannel(asked, 0);
        using IWaitChannel answer = provider.OpenWaitChannel(answered, 0);
        Standby.Report("ready");
        for (ulong round = 0; round < rounds; round++)
        {
            while (Volatile.Read(ref *(ulong*)asked.Origin) == round)
                question.Wait(round, question.Interruptions, TimeSpan.MaxValue);
            Volatile.Write(ref *(ulong*)answered.Origin, round + 1);
            answer.Signal(round + 1);
        }

        return 0;
    }
}
