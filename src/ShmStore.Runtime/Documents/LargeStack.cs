using System.Runtime.ExceptionServices;

namespace ShmStore.Documents;

/// <summary>Calls on a thread of its own, whose stack is large enough for foreign code that recurses. Thread-safe.</summary>
/// <remarks>
/// MongoDB.Bson's serializers catch at each level of nesting what failed below, and throw it again with the member's name: some 10 KB of stack a
/// level until it is caught at last, so that 100 levels end a process whose threads have 1 MB (glibc's have 8 MB, others 1.5 MB or less).
/// </remarks>
internal static class LargeStack
{
    /// <summary>The levels that the stack of any thread is taken to have room for.</summary>
    public const int NeededAbove = 16;

    private const int Bytes = 16 * 1024 * 1024;

    /// <summary>Calls and waits. What is thrown is thrown here too. Costs the start of a thread.</summary>
    public static T Run<T>(Func<T> call)
    {
        T result = default!;
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = call();
                }
                catch (Exception e)
                {
                    thrown = ExceptionDispatchInfo.Capture(e);
                }
            },
            Bytes)
        {
            IsBackground = true,
            Name = "ShmStore nested document",
        };
        thread.Start();
        thread.Join();
        thrown?.Throw();
        return result;
    }
}
