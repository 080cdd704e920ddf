using System.Runtime.CompilerServices;

namespace ShmStore.Benchmarks.Measuring;

/// <summary>One way of doing what a table compares.</summary>
/// <param name="name">Its name in the table.</param>
internal abstract class Contender(string name)
{
    /// <summary>Its name in the table.</summary>
    public string Name { get; } = name;

    /// <summary>How many operations may follow each other before <see cref="Undo"/>.</summary>
    public int OperationsAtMost { get; init; } = int.MaxValue;

    /// <summary>What an operation does this many of: times are divided by it.</summary>
    public int UnitsPerOperation { get; init; } = 1;

    /// <summary>Does the operation so many times.</summary>
    /// <param name="first">The first turn; the others follow.</param>
    /// <param name="operations">How many turns.</param>
    public abstract void Run(int first, int operations);

    /// <summary>Does the operation once and returns its number.</summary>
    public abstract long RunOnce(int turn);

    /// <summary>Takes back what these turns changed, outside the time that is measured.</summary>
    /// <param name="first">The first turn.</param>
    /// <param name="operations">How many turns.</param>
    public virtual void Undo(int first, int operations)
    {
    }

    /// <summary>A contender that does this operation.</summary>
    public static Contender Of<TOperation>(string name, TOperation operation, int unitsPerOperation = 1, int operationsAtMost = int.MaxValue)
        where TOperation : struct, IOperation =>
        new Loop<TOperation>(name, operation) { UnitsPerOperation = unitsPerOperation, OperationsAtMost = operationsAtMost };

    /// <summary>A contender that does this operation, and takes it back after each batch.</summary>
    public static Contender OfChange<TOperation>(string name, TOperation operation, int operationsAtMost)
        where TOperation : struct, IChange => new ChangeLoop<TOperation>(name, operation) { OperationsAtMost = operationsAtMost };

    private class Loop<TOperation>(string name, TOperation operation) : Contender(name)
        where TOperation : struct, IOperation
    {
        protected TOperation Operation { get; } = operation;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public override void Run(int first, int operations)
        {
            TOperation operation = Operation;
            long sum = 0;
            for (int turn = first; turn != first + operations; turn++)
                sum += operation.Run(turn);
            Sink.Keep(sum);
        }

        public override long RunOnce(int turn) => Operation.Run(turn);
    }

    private sealed class ChangeLoop<TOperation>(string name, TOperation operation) : Loop<TOperation>(name, operation)
        where TOperation : struct, IChange
    {
        public override void Undo(int first, int operations)
        {
            for (int turn = first; turn != first + operations; turn++)
                Operation.Undo(turn);
        }
    }
}
