using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Instructions;

/// <summary>Does something many times, so that the compiler cannot leave any of it out.</summary>
internal static class Repetition
{
    /// <summary>Doing nothing many times, which costs what every other operation costs besides.</summary>
    public static Operation Nothing { get; } = new("nothing", static count => Run(count, static turn => turn));

    /// <summary>Does something so many times. It gets the number of the turn.</summary>
    public static void Run(int count, Func<int, long> operation)
    {
        long sum = 0;
        for (int turn = 0; turn < count; turn++)
            sum += operation(turn);
        Sink.Keep(sum);
    }

    /// <summary>A copy of an object and all it refers to, as whoever hands out copies makes it by hand.</summary>
    public static T Copy<T>(T value)
        where T : ISample<T> => T.Copy(value);
}
