using System.Globalization;
using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory.Linux;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Turns;

/// <summary>Who may write a store is decided when it is made; who disagrees is told so, and whom the store belongs to.</summary>
public sealed class WriterModeTests : IDisposable
{
    private static readonly StoreOptions Several = new() { Writers = WriterMode.Several };

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_writer_that_nobody_references_any_more_gives_its_seat_back()
    {
        string path = _folder.File();
        for (int i = 0; i < 3; i++)
            OpenAndForget(path);
        for (int i = 0; i < 50 && Mappings() > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(0, Mappings());

        // The lock of a store that is written alone covers all seats.
        Assert.True(SharedStoreFile.Delete(path));

        int Mappings() => File.ReadLines("/proc/self/maps").Count(line => line.EndsWith(path, StringComparison.Ordinal));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OpenAndForget(string path)
    {
#pragma warning disable CA2000 // This is the point.
        SampleWriter.Open(path, new StoreOptions { Writers = WriterMode.Several }).A.Set(Sample.Of(1));
#pragma warning restore CA2000
    }

    [Fact]
    public void Several_writers_of_one_process_see_what_the_others_write()
    {
        string path = _folder.File();
        using var first = SampleWriter.Open(path, Several);
        using var second = SampleWriter.Open(path, Several);
        long version = 0;
        for (int number = 1; number < 2000; number++)
        {
            SampleWriter writer = number % 3 == 0 ? first : second;
            SampleWriter other = number % 3 == 0 ? second : first;
            long next = writer.A.Set(Sample.Of(number, 1 + (number * 37 % 3000)));
            Assert.True(next > version);
            Assert.Equal(number, other.A.Value.Number);
            Assert.False(other.A.TrySet(Sample.Of(0), version));
            version = next;
        }
    }

    [Fact]
    public void A_thread_that_would_wait_for_itself_is_told_so_whatever_path_leads_to_the_store()
    {
        string path = _folder.File();
        string folder = Path.Combine(Path.GetDirectoryName(path)!, "folder");
        Directory.CreateSymbolicLink(folder, Path.GetDirectoryName(path)!);
        using var first = SampleWriter.Open(path, Several);
        using var same = SampleWriter.Open(path, Several);
        using var linked = SampleWriter.Open(Path.Combine(folder, Path.GetFileName(path)), Several);
        Exception?[] errors = new Exception?[2];
        var thread = new Thread(() =>
        {
            using (first.BeginCommit())
                errors = [Record.Exception(() => same.A.Set(Sample.Of(1))), Record.Exception(() => linked.A.Set(Sample.Of(1)))];
        })
        { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(60)), "waits for ever");
        Assert.All(errors, static error => Assert.Contains("would wait for itself", Assert.IsType<InvalidOperationException>(error).Message, StringComparison.Ordinal));
    }

    // The gate is biased to a thread that has written often.
    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public void And_so_it_is_while_another_thread_waits_for_it_inside_the_gate_that_it_would_enter(int writesBefore)
    {
        string path = _folder.File();
        using var first = SampleWriter.Open(path, Several);
        using var second = SampleWriter.Open(path, Several);
        Exception? error = InCommit(first, second, writesBefore, () => second.A.Set(Sample.Of(2)));
        Assert.Contains("would wait for itself", Assert.IsType<InvalidOperationException>(error).Message, StringComparison.Ordinal);
        second.A.Set(Sample.Of(3));
        Assert.Equal(3, first.A.Value.Number);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public void Another_writer_is_disposed_though_a_thread_waits_inside_its_gate_for_this_one_to_end_its_commit(int writesBefore)
    {
        string path = _folder.File();
        using var first = SampleWriter.Open(path, Several);
        using var second = SampleWriter.Open(path, Several);
        Assert.Null(InCommit(first, second, writesBefore, second.Dispose));
        first.A.Set(Sample.Of(3));
        Assert.True(second.Attachment.Region.IsDisposed);
    }

    // Acts on a thread that has a commit of the first writer open, while another one waits for its end inside the gate of the second.
    private static Exception? InCommit(SampleWriter first, SampleWriter second, int writesBefore, Action act)
    {
        var region = new RegionHeader(second.Attachment.Region);
        Exception? error = null;
        using var ready = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var waiting = new Thread(() =>
        {
            for (int i = 0; i < writesBefore; i++)
                second.A.Set(Sample.Of(1));
            ready.Set();
            begun.Wait();
            Record.Exception(() => second.A.Set(Sample.Of(1)));
        })
        { IsBackground = true };
        var acting = new Thread(() =>
        {
            waiting.Start();
            ready.Wait();
            using (first.BeginCommit())
            {
                begun.Set();
                SpinWait.SpinUntil(() => new TurnWord(region.At<ulong>(HeaderLayout.TurnOffset)).IsContended);
                error = Record.Exception(act);
            }
        })
        { IsBackground = true };
        acting.Start();
        Assert.True(acting.Join(TimeSpan.FromSeconds(20)) && waiting.Join(TimeSpan.FromSeconds(20)), "waits for ever");
        return error;
    }

    [Fact]
    public async Task Those_who_wait_are_woken_by_any_writer()
    {
        string path = _folder.File();
        using var first = SampleWriter.Open(path, Several);
        using var second = SampleWriter.Open(path, Several);
        using var reader = SampleStore.Open(path);
        long version = 0;
        for (int round = 0; round < 50; round++)
        {
            Task<long> change = reader.A.WaitForChangeAsync(version, TestContext.Current.CancellationToken);
            version = (round % 2 == 0 ? first : second).A.Set(Sample.Of(round));
            Assert.Equal(version, await change.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void An_exclusive_writer_keeps_several_out_and_is_named()
    {
        string path = _folder.File();
        using (SampleWriter.Open(path))
        {
            WriterActiveException active = Assert.Throws<WriterActiveException>(() => SampleWriter.Open(path, Several));
            Assert.Equal(Environment.ProcessId, active.ProcessId);
        }

        WriterModeException mode = Assert.Throws<WriterModeException>(() => SampleWriter.Open(path, Several));
        Assert.Equal((WriterMode.Exclusive, WriterMode.Several), (mode.Store, mode.Requested));
        Assert.Contains(path, mode.Message, StringComparison.Ordinal);
        SampleWriter.Open(path).Dispose();
    }

    [Fact]
    public void Several_writers_keep_an_exclusive_one_out_and_are_named()
    {
        string path = _folder.File();
        DateTime before = DateTime.UtcNow.AddSeconds(-1);
        using (SampleWriter.Open(path, Several))
        {
            Assert.InRange(Assert.Throws<WriterActiveException>(() => SampleWriter.Open(path)).Since!.Value, before, DateTime.UtcNow);
            using var second = SampleWriter.Open(path, Several);
            WriterActiveException active = Assert.Throws<WriterActiveException>(() => SampleWriter.Open(path));
            Assert.Equal(Environment.ProcessId, active.ProcessId);
            Assert.Contains("2 of at most 64 writers", active.Message, StringComparison.Ordinal);
            Assert.EndsWith("set StoreOptions.Writers = WriterMode.Several.", active.Message, StringComparison.Ordinal);
            Assert.Equal(3, active.Message.Split($"this very process ({Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}) since ").Length);
            Assert.DoesNotContain("set StoreOptions", Assert.Throws<WriterActiveException>(() => SharedStoreFile.Delete(path)).Message, StringComparison.Ordinal);
        }

        WriterModeException mode = Assert.Throws<WriterModeException>(() => SampleWriter.Open(path));
        Assert.Equal((WriterMode.Several, WriterMode.Exclusive), (mode.Store, mode.Requested));
        SampleWriter.Open(path, Several).Dispose();
        Assert.True(SharedStoreFile.Delete(path));
    }

    [Fact]
    public async Task Who_makes_a_store_keeps_the_others_out_for_a_moment_only()
    {
        for (int round = 0; round < 30; round++)
        {
            string path = _folder.File($"region {round}");
            using var start = new Barrier(6);
            SampleWriter[] writers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return SampleWriter.Open(path, Several);
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
            writers[round % 6].A.Set(Sample.Of(round));
            Assert.All(writers, writer => Assert.Equal(round, writer.A.Value.Number));
            foreach (SampleWriter writer in writers)
                writer.Dispose();
        }
    }

    [Fact]
    public async Task A_writer_waits_for_who_has_the_whole_file_for_a_moment()
    {
        string path = _folder.File();
        SampleWriter.Open(path, Several).Dispose();
        Task<SampleWriter> opening;
        using (var file = RegionFile.Open(path, writable: true))
        {
            RegionFile.Lock(file, path);
            opening = Task.Run(() => SampleWriter.Open(path, Several));
            Assert.False(ReferenceEquals(opening, await Task.WhenAny(opening, Task.Delay(300, TestContext.Current.CancellationToken))));
            Assert.Contains("makes, deletes or replaces it", Assert.Throws<WriterActiveException>(() => SampleWriter.Open(path)).Message, StringComparison.Ordinal);
            RegionFile.Unlock(file);
        }

        using SampleWriter writer = await opening;
        writer.A.Set(Sample.Of(1));
    }

    [Fact]
    public void There_are_64_seats()
    {
        string path = _folder.File();
        var options = new StoreOptions { Writers = WriterMode.Several, MaximumSize = 1 << 24 };
        SampleWriter[] writers = [.. Enumerable.Range(0, 64).Select(_ => SampleWriter.Open(path, options))];
        Assert.Contains("64 of at most 64", Assert.Throws<WriterActiveException>(() => SampleWriter.Open(path, options)).Message, StringComparison.Ordinal);
        writers[17].Dispose();
        using (var again = SampleWriter.Open(path, options))
            again.A.Set(Sample.Of(1));
        Assert.All(writers.Where((_, i) => i != 17), static writer => Assert.Equal(1, writer.A.Value.Number));
        foreach (SampleWriter writer in writers)
            writer.Dispose();
    }

    [Fact]
    public void Memory_of_one_process_and_the_portable_implementation_refuse()
    {
        Assert.Contains("only files", Assert.Throws<ArgumentException>(() => SampleWriter.Open(null, Several)).Message, StringComparison.Ordinal);
        var portable = new StoreOpener(new PortableRegionProvider());
        Assert.Contains("only files", Assert.Throws<ArgumentException>(() => portable.CreateWriter(SampleStore.Schema, null, Several)).Message, StringComparison.Ordinal);
        Assert.Contains("several writers", Assert.Throws<NotSupportedException>(() => portable.CreateWriter(SampleStore.Schema, _folder.File(), Several)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thread_that_would_wait_for_itself_is_told()
    {
        string path = _folder.File();
        using var first = SampleWriter.Open(path, Several);
        using var second = SampleWriter.Open(path, Several);
        using (StoreCommit commit = first.BeginCommit())
        {
            first.A.Set(Sample.Of(1));
            Assert.Throws<InvalidOperationException>(() => second.A.Set(Sample.Of(2)));
            commit.Complete();
        }

        second.A.Set(Sample.Of(3));
        Assert.Equal(3, first.A.Value.Number);
    }
}
