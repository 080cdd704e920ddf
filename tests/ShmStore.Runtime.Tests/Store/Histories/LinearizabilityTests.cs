using ShmStore.TestHost.Histories;

namespace ShmStore.Tests.Store.Histories;

/// <summary>The checker itself: histories made by hand, that are linearizable or not. A line is <c>thread call-return what</c>.</summary>
public sealed class LinearizabilityTests
{
    [Theory]
    [InlineData("")]
    [InlineData("0 1-2 set 5", "1 3-4 read 5")]
    [InlineData("1 1-2 read 0", "0 3-4 set 5")]
    [InlineData("0 1-4 set 5", "1 2-3 read 5", "1 5-6 read 5")]
    [InlineData("0 1-4 set 5", "1 2-3 read 0", "1 5-6 read 5")]
    [InlineData("0 1-9 set 5", "1 2-9 set 6", "2 3-4 read 6", "2 5-6 read 5", "3 10-11 read 5")]
    [InlineData("0 1-2 set 5", "0 3-6 remove 1", "1 4-5 read 0", "2 4-5 read 5")]
    [InlineData("0 1-2 set 5", "0 3-8 remove 1", "0 9-10 tryadd 6 1", "1 4-20 read 0", "2 11-12 read 6")]
    [InlineData("0 1-8 tryadd 5 1", "1 2-9 tryadd 6 0", "2 3-4 read 5")]
    [InlineData("0 1-2 set 5", "0 3-8 update 6 5", "1 4-9 update 7 6", "2 10-11 read 7")]
    [InlineData("0 1-2 set 5", "0 3-8 tryset 6 5 1", "1 4-9 tryset 7 5 0")]
    [InlineData("0 1-2 update 5 0", "0 3-4 contains 0", "0 5-6 clear", "0 7-8 remove 0")]
    [InlineData("0 1-∞ set 5", "1 2-3 read 0", "1 4-5 read 5", "1 6-7 read 5")]
    [InlineData("0 1-2 set 5", "1 3-∞ remove 1", "0 4-5 read 5")]
    [InlineData("0 1-2 set 5", "1 2-3 read 0")]
    public void These_are(params string[] history) => Assert.Null(Linearizability.Check(Parse(history)));

    [Theory]
    [InlineData("1 1-2 read 5")]
    [InlineData("1 1-2 read 5", "0 3-4 set 5")]
    [InlineData("0 1-2 set 5", "1 3-4 read 0")]
    [InlineData("0 1-2 set 5", "0 3-4 set 6", "1 5-6 read 5")]
    [InlineData("0 1-9 set 5", "1 2-3 read 5", "2 4-5 read 0")]
    [InlineData("0 1-9 set 5", "1 2-9 set 6", "2 3-4 read 6", "2 5-6 read 5", "2 7-8 read 6")]
    [InlineData("0 1-2 set 5", "0 3-4 remove 1", "1 5-6 read 5")]
    [InlineData("0 1-2 set 5", "1 3-4 remove 0")]
    [InlineData("0 1-2 set 5", "1 3-4 tryadd 6 1")]
    [InlineData("0 1-8 tryadd 5 1", "1 2-9 tryadd 6 1")]
    [InlineData("0 1-2 set 5", "0 3-8 update 6 5", "1 4-9 update 7 5")]
    [InlineData("0 1-2 set 5", "0 3-8 tryset 6 5 1", "1 4-9 tryset 7 5 1")]
    [InlineData("0 1-2 set 5", "1 3-4 tryset 6 5 0")]
    [InlineData("0 1-2 set 5", "1 3-4 contains 0")]
    [InlineData("0 1-2 set 5", "0 3-4 clear", "1 5-6 contains 1")]
    [InlineData("0 1-∞ set 5", "1 2-3 read 5", "1 4-5 read 0")]
    [InlineData("0 1-2 set 5", "1 3-∞ remove 1", "0 4-5 read 0", "0 6-7 read 5")]
    public void These_are_not(params string[] history) => Assert.NotNull(Linearizability.Check(Parse(history)));

    [Fact]
    public void Keys_are_independent() => Assert.Null(Linearizability.Check(
        [.. Parse(["0 1-2 set 5", "1 3-4 read 5"]), .. Parse(["0 5-6 read 0", "1 7-8 tryadd 5 1"]).Select(static operation => operation with { Key = 1 })]));

    [Fact]
    public void A_thread_calls_one_operation_after_the_other() => Assert.Throws<ArgumentException>(() => Linearizability.Check(Parse(["0 1-5 set 5", "0 2-3 read 5"])));

    private static IEnumerable<Operation> Parse(string[] lines) => lines.Where(static line => line.Length > 0).Select(static line =>
    {
        string[] words = line.Split(' ', '-');
        long[] numbers = [.. words.Skip(4).Select(static word => long.Parse(word, System.Globalization.CultureInfo.InvariantCulture))];
        OperationKind kind = Enum.Parse<OperationKind>(words[3], ignoreCase: true);
        var operation = new Operation
        {
            Thread = int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture),
            Invoked = long.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture),
            Responded = words[2] == "∞" ? long.MaxValue : long.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture),
            Kind = kind,
        };
        return kind switch
        {
            OperationKind.Set => operation with { Written = numbers[0] },
            OperationKind.TryAdd => operation with { Written = numbers[0], Result = numbers[1] },
            OperationKind.Update => operation with { Written = numbers[0], Expected = numbers[1] },
            OperationKind.TrySet => operation with { Written = numbers[0], Expected = numbers[1], Result = numbers[2] },
            OperationKind.Clear => operation,
            _ => operation with { Result = numbers[0] },
        };
    });
}
