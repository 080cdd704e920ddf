using ShmStore.Store.Waiting;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>How long a wait may still sleep.</summary>
public sealed class DeadlineTests
{
    [Fact]
    public void Behind_the_end_there_is_no_time_left()
    {
        Deadline over = Deadline.After(TimeSpan.Zero);
        Thread.Sleep(2);
        Assert.True(over.IsOver);
        Assert.Equal(TimeSpan.Zero, over.AtMost(TimeSpan.FromMilliseconds(10)));
        Assert.Equal(TimeSpan.Zero, Deadline.Never.Within(TimeSpan.FromTicks(-1)).AtMost(TimeSpan.MaxValue));
    }

    [Fact]
    public void Before_the_end_it_is_what_is_asked_for_or_what_is_left()
    {
        var hour = TimeSpan.FromHours(1);
        Assert.Equal(hour, Deadline.Never.AtMost(hour));
        Assert.Equal(hour, Deadline.After(2 * hour).AtMost(hour));
        Assert.InRange(Deadline.After(hour).AtMost(2 * hour), hour / 2, hour);
    }
}
