using System.Diagnostics;

namespace ShmStore.Tests.Store.Protocol;

/// <summary>The read protocol against a writer that reuses blocks at once, and the same checks against protocols with a step left out.</summary>
public sealed class ReadProtocolTests
{
    private static readonly TimeSpan CaughtWithin = TimeSpan.FromSeconds(30);

    [Fact]
    public void The_reader_of_the_product_never_returns_what_it_must_not() =>
        Assert.Null(Run<ProductReader>(invalidates: true, StressTime.Normal));

    [Fact]
    public void Members_that_are_read_at_once_are_of_one_version() =>
        Assert.Null(Run<MembersReader>(invalidates: true, StressTime.Normal));

    [Fact]
    public void Control_members_that_are_read_one_after_the_other_are_caught() =>
        Assert.Equal("torn", Run<SingleMembersReader>(invalidates: true, CaughtWithin, "torn"));

    [Fact]
    public void Control_members_read_at_once_of_a_writer_that_does_not_invalidate_are_caught() =>
        Assert.Equal("torn", Run<MembersReader>(invalidates: false, CaughtWithin, "torn"));

    [Fact]
    public void The_protocol_with_pauses_between_its_steps_never_returns_what_it_must_not() =>
        Assert.Null(Run<PausingReader<Intact>>(invalidates: true, StressTime.Normal));

    [Fact]
    public void Control_a_reader_without_the_last_look_at_the_version_is_caught() =>
        Assert.Equal("torn", Run<PausingReader<WithoutVersionCheck>>(invalidates: true, CaughtWithin, "torn"));

    [Fact]
    public void Control_a_reader_without_the_second_look_at_the_slot_is_caught() =>
        Assert.Equal("another key's", Run<PausingReader<WithoutSecondLook>>(invalidates: true, CaughtWithin, "another key's"));

    [Fact]
    public void Control_a_reader_with_both_checks_at_the_end_is_caught() =>
        Assert.Equal("another key's", Run<PausingReader<ChecksAtEnd>>(invalidates: true, CaughtWithin, "another key's"));

    [Fact]
    public void Control_a_writer_that_does_not_invalidate_is_caught() =>
        Assert.Equal("torn", Run<PausingReader<Intact>>(invalidates: false, CaughtWithin, "torn"));

    /// <summary>One writer and one reader at full speed until the time is up or the reader has returned something wrong (of this kind, if one is named); tells what.</summary>
    private static string? Run<TReader>(bool invalidates, TimeSpan time, string? kind = null)
        where TReader : IRawReader
    {
        using var blocks = new BlockRotation(invalidates);
        bool stop = false;
        var writer = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
                blocks.WriteAll();
        });
        writer.Start();
        try
        {
            return Read<TReader>(blocks, time, kind);
        }
        finally
        {
            Volatile.Write(ref stop, true);
            writer.Join();
        }
    }

    private static unsafe string? Read<TReader>(BlockRotation blocks, TimeSpan time, string? kind)
        where TReader : IRawReader
    {
        byte[] buffer = new byte[1024];
        long[] versions = new long[BlockRotation.Keys];
        long counted = 0;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i % 1024 != 0 || Stopwatch.GetElapsedTime(start) < time; i++)
        {
            int key = i % BlockRotation.Keys;
            long notBefore = blocks.Published;
            int length = TReader.TryRead(blocks, blocks.SlotOf(key), buffer, out long version);
            if (length < 0)
                continue;
            counted++;
            string? wrong = BlockRotation.Check(buffer.AsSpan(0, length), key, notBefore);
            wrong ??= version < versions[key] ? "the version went back" : null;
            versions[key] = version;
            if (wrong is not null && (kind is null || wrong == kind))
                return wrong;
        }

        Assert.True(counted > 1000, $"Only {counted} reads counted.");
        return null;
    }
}
