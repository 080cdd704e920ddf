namespace ShmStore.TestHost.Histories;

/// <summary>One operation on one key, as the thread that called it saw it. Every value that is written in a history is another one, and none is 0, which stands for no value.</summary>
/// <param name="Thread">Who called it: a number below 32; a thread calls one operation after the other.</param>
/// <param name="Key">On which key.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Written">The value it sets.</param>
/// <param name="Expected">The value it depends on.</param>
/// <param name="Result">What it returned.</param>
/// <param name="Invoked">When it was called, on a clock that all processes of the machine share.</param>
/// <param name="Responded">When it returned; <see cref="long.MaxValue"/> if it never did.</param>
public readonly record struct Operation(int Thread, int Key, OperationKind Kind, long Written, long Expected, long Result, long Invoked, long Responded)
{
    /// <summary>Whether the operation can take place where the key has this value, with the result that it had.</summary>
    /// <param name="state">The value of the key; 0 for none.</param>
    /// <param name="next">The value afterwards.</param>
    public bool TryApply(long state, out long next)
    {
        bool changes = Kind switch
        {
            OperationKind.Set or OperationKind.Clear => true,
            OperationKind.Update => Expected != 0,
            OperationKind.Read or OperationKind.Contains => false,
            _ => Result == 1,
        };
        next = changes ? Written : state;
        return Kind switch
        {
            OperationKind.Set or OperationKind.Clear => true,
            OperationKind.TryAdd => (state == 0) == changes,
            OperationKind.TrySet => (state == Expected) == changes,
            OperationKind.Update => state == Expected,
            OperationKind.Remove or OperationKind.Contains => (state != 0) == (Result == 1),
            _ => state == Result,
        };
    }
}
