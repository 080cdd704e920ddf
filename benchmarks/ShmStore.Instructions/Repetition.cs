using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Instructions;

/// <summary>Does something many times, so that the compiler cannot leave any of it out.</summary>
internal static class Repetition
{
    /// <summary>Doing nothing many times, which costs what every other operation costs besides.</summary>
    public static Operation Nothing { get; } = OperationOf("nothing", 0);

    /// <summary>Does something so many times. It gets the number of the turn.</summary>
    public static void Run(int count, Func<int, long> operation)
    {
        long sum = 0;
        for (int turn = 0; turn < count; turn++)
            sum += operation(turn);
        Sink.Keep(sum);
    }

    // With a value of its own, as the others have their objects: a function without any is called by a detour.
    private static Operation OperationOf(string name, long value) => new(name, count => Run(count, _ => value));

    /// <summary>A copy of an object and all it refers to, as whoever hands out copies makes it by hand.</summary>
    public static T Copy<T>(T value)
        where T : ISample<T> => T.Copy(value);
}
