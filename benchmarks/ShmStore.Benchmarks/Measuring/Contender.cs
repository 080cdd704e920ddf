using System.Runtime.CompilerServices;

namespace ShmStore.Benchmarks.Measuring;

/// <summary>One way of doing what a table compares.</summary>
/// <param name="name">Its name in the table.</param>
internal abstract class Contender(string name)
{
    /// <summary>Its name in the table.</summary>
    public string Name { get; } = name;

    /// <summary>Does the operation so many times.</summary>
    public abstract void Run(int operations);

    /// <summary>Does the operation once and returns its number.</summary>
    public abstract long RunOnce(int turn);

    /// <summary>A contender that does this operation.</summary>
    public static Contender Of<TOperation>(string name, TOperation operation)
        where TOperation : struct, IOperation => new Loop<TOperation>(name, operation);

    private sealed class Loop<TOperation>(string name, TOperation operation) : Contender(name)
        where TOperation : struct, IOperation
    {
        private readonly TOperation _operation = operation;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public override void Run(int operations)
        {
            TOperation operation = _operation;
            long sum = 0;
            for (int turn = 0; turn < operations; turn++)
                sum += operation.Run(turn);
            Sink.Keep(sum);
        }

        public override long RunOnce(int turn) => _operation.Run(turn);
    }
}
