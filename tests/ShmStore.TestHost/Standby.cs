using System.Diagnostics;

namespace ShmStore.TestHost;

/// <summary>Talking to the test that started this process.</summary>
internal static class Standby
{
    /// <summary>Tells the test that a point is reached.</summary>
    public static void Report(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }

    /// <summary>Stays until the test closes standard input, or kills this process.</summary>
    public static void UntilInputEnds()
    {
        while (Console.In.ReadLine() is not null)
        {
        }
    }

    /// <summary>Ends this process as the out-of-memory killer would.</summary>
    public static void Kill()
    {
        using var me = Process.GetCurrentProcess();
        me.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
