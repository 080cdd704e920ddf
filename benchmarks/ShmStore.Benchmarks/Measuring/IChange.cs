namespace ShmStore.Benchmarks.Measuring;

/// <summary>An operation that leaves something behind that later operations must not meet.</summary>
internal interface IChange : IOperation
{
    /// <summary>Takes back what a turn did. Not measured.</summary>
    void Undo(int turn);
}
