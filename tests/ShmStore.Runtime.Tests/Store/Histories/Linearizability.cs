using ShmStore.TestHost.Histories;

namespace ShmStore.Tests.Store.Histories;

/// <summary>
/// Decides whether a history of concurrent operations could be that of one memory: whether each operation can be given a moment between its call and its return, so that all of them, in the order of these
/// moments, have the results that they had. Key by key: a history is linearizable if that of each key is.
/// </summary>
/// <remarks>
/// Just-in-time linearization (Lowe, "Testing for linearizability", 2017, after Wing and Gong, 1993): through all calls and returns in the order of time goes the set of all states that are possible, each with the
/// operations that have taken place though they have not returned. When an operation returns, it must have taken place, before it perhaps some of those that were under way. Exact, and fast where few
/// operations overlap.
/// </remarks>
internal static class Linearizability
{
    private const int Threads = 32;

    /// <summary>What is wrong with a history; null for nothing. Keys have no value in the beginning.</summary>
    public static string? Check(IEnumerable<Operation> history) =>
        history.GroupBy(static operation => operation.Key).Select(static key => CheckKey([.. key])).FirstOrDefault(static wrong => wrong is not null);

    private static string? CheckKey(Operation[] operations)
    {
        var underWay = new Operation?[Threads];
        var possible = new HashSet<(long State, uint Done)> { (0, 0) };
        foreach ((_, bool isReturn, int index) in Events(operations))
        {
            Operation operation = operations[index];
            if (!isReturn)
            {
                if (underWay[operation.Thread] is not null)
                    throw new ArgumentException($"Thread {operation.Thread} calls twice at once.");
                underWay[operation.Thread] = operation;
                continue;
            }

            var next = new HashSet<(long State, uint Done)>();
            var visited = new HashSet<(long State, uint Done)>();
            foreach ((long State, uint Done) configuration in possible)
                Return(configuration, operation.Thread, underWay, visited, next);
            if (next.Count == 0)
                return $"{operation} cannot be: the key has one of the values {string.Join(", ", possible.Select(static one => one.State).Distinct())}; under way: {string.Join(", ", underWay)}";
            underWay[operation.Thread] = null;
            possible = next;
        }

        return null;
    }

    // Calls before returns at the same time: then they overlap, which allows more.
    private static IEnumerable<(long Time, bool IsReturn, int Index)> Events(Operation[] operations) =>
        operations.SelectMany(static (operation, index) => new[] { (operation.Invoked, false, index), (operation.Responded, true, index) })
            .Where(static occurrence => occurrence.Item1 != long.MaxValue)
            .Order();

    // All ways in which the thread's operation can have taken place, others that are under way before it.
    private static void Return((long State, uint Done) configuration, int thread, Operation?[] underWay, HashSet<(long State, uint Done)> visited, HashSet<(long State, uint Done)> next)
    {
        if (!visited.Add(configuration))
            return;
        (long state, uint done) = configuration;
        if ((done & (1u << thread)) != 0)
        {
            next.Add((state, done & ~(1u << thread)));
            return;
        }

        for (int other = 0; other < Threads; other++)
        {
            if ((done & (1u << other)) == 0 && underWay[other] is { } operation && operation.TryApply(state, out long changed))
                Return((changed, done | (1u << other)), thread, underWay, visited, next);
        }
    }
}
