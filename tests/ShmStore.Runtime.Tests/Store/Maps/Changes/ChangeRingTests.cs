using System.Diagnostics;
using System.Runtime.InteropServices;
using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Maps.Changes;

/// <summary>A ring hands out the record that was added at a position, or none. Left out steps are caught.</summary>
public sealed class ChangeRingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The steps that make it right.</summary>
    [Flags]
    public enum Steps
    {
        /// <summary>Record, then head.</summary>
        RecordFirst = 1,

        /// <summary>The reader looks afterwards whether its records were written over.</summary>
        LookAtEnd = 2,

        /// <summary>The writer says so before it writes over them.</summary>
        Claim = 4,

        /// <summary>All of them.</summary>
        All = 7,
    }

    [Fact]
    public void Records_are_those_that_were_added()
    {
        int counted = 0, refused = 0;
        for (var watch = Stopwatch.StartNew(); (counted < 1000 || refused == 0) && watch.Elapsed < StressTime.Patience;)
            Assert.Null(Race(Steps.All, TimeSpan.FromSeconds(2), ref counted, ref refused));
        Assert.True(counted >= 1000 && refused > 0, $"{counted} records were copied, and {refused} were written over meanwhile");
    }

    [Theory]
    [InlineData(Steps.All & ~Steps.RecordFirst)]
    [InlineData(Steps.All & ~Steps.LookAtEnd)]
    [InlineData(Steps.All & ~Steps.Claim)]
    public void Control_without_a_step_a_wrong_record_is_caught(Steps steps)
    {
        int counted = 0, refused = 0;
        Assert.NotNull(Race(steps, Patience, ref counted, ref refused));
    }

    [Fact]
    public unsafe void A_commit_that_was_given_up_has_not_hidden_what_it_wrote_over()
    {
        byte[] memory = GC.AllocateArray<byte>(RingLayout.Length, pinned: true);
        var ring = new ChangeRing((byte*)Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0));
        for (int i = 0; i < RingLayout.Records; i++)
            ring.Add(RecordOf(i));
        ring.Stage([RecordOf(-1), RecordOf(-1), RecordOf(-1)]);
        ring.Add(RecordOf(RingLayout.Records));
        var records = new ChangeRecord[1];
        Assert.False(ring.TryCopy(2, records));
        Assert.True(ring.TryCopy(3, records));
        Assert.Equal(RecordOf(3), records[0]);
    }

    private static ChangeRecord RecordOf(long position) => new(position, position ^ 0x5555, (ulong)position * 3, ~(ulong)position);

    /// <summary>What a reader was told wrong; null if nothing within the time.</summary>
    private static unsafe string? Race(Steps steps, TimeSpan time, ref int counted, ref int refused)
    {
        byte[] memory = GC.AllocateArray<byte>(RingLayout.Length, pinned: true);
        byte* address = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0);
        using var stop = new CancellationTokenSource(time);
        string? wrong = null;
        int nowCounted = 0, nowRefused = 0;
        var reader = new Thread(() => wrong = Read(new ChangeRing(address), steps, stop, ref nowCounted, ref nowRefused));
        reader.Start();
        Write(address, steps, stop.Token);
        reader.Join();
        counted += nowCounted;
        refused += nowRefused;
        GC.KeepAlive(memory);
        return wrong;
    }

    private static unsafe void Write(byte* address, Steps steps, CancellationToken stop)
    {
        var ring = new ChangeRing(address);
        for (long position = 0; !stop.IsCancellationRequested; position++)
        {
            ChangeRecord record = RecordOf(position);
            if (steps == Steps.All || steps == (Steps.All & ~Steps.LookAtEnd))
            {
                ring.Add(record);
                continue;
            }

            if ((steps & Steps.Claim) != 0)
                Volatile.Write(ref *(long*)(address + RingLayout.ClaimedOffset), position + 1);
            if ((steps & Steps.RecordFirst) == 0)
                Volatile.Write(ref *(long*)(address + RingLayout.HeadOffset), position + 1);
            *(ChangeRecord*)(address + RingLayout.RecordAt(position)) = record;
            Volatile.Write(ref *(long*)(address + RingLayout.HeadOffset), position + 1);
            if ((steps & Steps.Claim) == 0)
                Volatile.Write(ref *(long*)(address + RingLayout.ClaimedOffset), position + 1);
        }
    }

    // Reads the newest record and the oldest that is left, each as soon as it can be there: at both ends of what counts.
    private static string? Read(ChangeRing ring, Steps steps, CancellationTokenSource stop, ref int counted, ref int refused)
    {
        var record = new ChangeRecord[1];
        while (!stop.IsCancellationRequested)
        {
            foreach (long position in (ReadOnlySpan<long>)[ring.Head - 1, ring.Oldest])
            {
                if (position < 0 || position >= ring.Head)
                    continue;
                bool counts = ring.TryCopy(position, record) || (steps & Steps.LookAtEnd) == 0;
                counted += counts ? 1 : 0;
                refused += counts ? 0 : 1;
                if (counts && record[0] != RecordOf(position))
                {
                    stop.Cancel();
                    return $"position {position} holds {record[0]}";
                }
            }
        }

        return null;
    }
}
