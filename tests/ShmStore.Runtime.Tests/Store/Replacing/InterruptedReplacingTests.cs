using System.Diagnostics;
using System.Globalization;
using ShmStore.Memory;
using ShmStore.Store.Building;
using ShmStore.Store.Repairing;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Inspection;
using ShmStore.Tests.Store.Protocol;
using ShmStore.Tests.Store.Waiting;

namespace ShmStore.Tests.Store.Replacing;

/// <summary>Repairs and backups that take a store's place: several at once, killed half-way, and overtaken by somebody who puts another file there.</summary>
public sealed class InterruptedReplacingTests : IDisposable
{
    private const int Entries = 4000;

    private readonly MapStoreOnDisk _store = new(Entries);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Of_many_repairs_at_once_one_does_it_and_the_others_are_refused_or_find_it_sound()
    {
        for (int round = 0; round < 4; round++)
        {
            Damage();
            using HostProcess child = HostProcess.Start("store-repair", _store.Path);
            child.Await("ready");
            using var start = new Barrier(3);
            Task<string>[] tasks = [.. Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    try
                    {
                        return StoreFiles.Repair(_store.Path).WasRepaired ? "repaired" : "sound";
                    }
                    catch (WriterActiveException)
                    {
                        return "refused";
                    }
                },
                TaskCreationOptions.LongRunning))];
            child.Send("go");
            string[] results = [.. await Task.WhenAll(tasks), child.ReadLine()!.Split(',')[0]];
            Assert.All(results, static result => Assert.Contains(result, (string[])["repaired", "sound", "refused", nameof(WriterActiveException)]));
            Assert.Single(results, static result => result == "repaired");
            AssertRepaired();
        }
    }

    [Fact]
    public void A_repair_that_is_killed_leaves_the_one_or_the_other_and_the_next_one_clears_up()
    {
        byte[] damaged = Damage();
        string warm = _store.Beside("warm");
        int interrupted = 0, done = 0;

        // Some before the end, if the machine does not forget the killer meanwhile, and some right after it.
        var watch = Stopwatch.StartNew();
        for (int round = 0; round < 12 || (interrupted == 0 && watch.Elapsed < StressTime.Patience); round++)
        {
            File.WriteAllBytes(_store.Path, damaged);
            File.WriteAllBytes(warm, damaged);
            using HostProcess child = HostProcess.Start("store-repair", _store.Path, warm);
            child.Await("ready");
            child.Send("go");
            if (round % 2 == 0)
                Thread.Sleep(3 * (round % 12));
            else
                Assert.StartsWith("repaired", child.ReadLine(), StringComparison.Ordinal);
            child.Kill();
            if (StoreFiles.Verify(_store.Path).IsSound)
            {
                done++;
            }
            else
            {
                interrupted++;
                Assert.Equal(damaged, File.ReadAllBytes(_store.Path));
                Assert.True(StoreFiles.Repair(_store.Path).WasRepaired);
                Assert.DoesNotContain(_store.Names(), static name => name.Contains(".new-", StringComparison.Ordinal));
            }

            AssertRepaired();
        }

        Assert.True(interrupted > 0 && done > 0, $"{interrupted} were killed before the end, {done} after it");
    }

    [Fact]
    public void A_second_name_that_a_killed_repair_has_given_the_store_is_taken_away()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Files have one name.");
        string second = _store.Path + ".damaged-0123456789abcdef";
        string other = _store.Path + ".damaged-fedcba9876543210";
        byte[] damaged = Damage();
        File.WriteAllBytes(other, damaged);
        Assert.True(TestFolder.TryRun("ln", _store.Path, second));
        RepairReport report = StoreFiles.Repair(_store.Path);
        AssertRepaired();
        Assert.False(File.Exists(second));
        Assert.True(File.Exists(other));
        Assert.Equal(damaged, File.ReadAllBytes(report.DamagedFile!));
    }

    [Fact]
    public void What_the_killed_left_is_deleted_and_nothing_else()
    {
        string left = _store.Path + ".new-0123456789abcdef";
        string[] others = [_store.Path + ".new-0123456789abcdeg", _store.Path + ".new-0123", _store.Path + ".new-0123456789abcdef.wait", _store.Path + ".new-aaaaaaaaaaaaaaaa"];
        File.Copy(_store.Path, left);

        // As it is named, without its final name, where a file system has no unnamed files.
        string unfinished = _store.Path + ".new-0123456789abcdef.new-fedcba9876543210";
        File.Copy(_store.Path, unfinished);
        foreach (string other in others)
            File.Copy(_store.Path, other);
        using (var writer = MapStoreWriter.Open(others[^1]))
        {
            Damage();
            StoreFiles.Repair(_store.Path);
            Assert.False(File.Exists(left) || File.Exists(unfinished));
            Assert.All(others, static other => Assert.True(File.Exists(other), other));
        }

        using (var reader = MapStore.Open(_store.Path))
            reader.BackUp(_store.Path, overwrite: true);
        Assert.False(File.Exists(others[^1]));
        AssertRepaired();
    }

    [Fact]
    public void What_somebody_restores_meanwhile_is_not_overwritten()
    {
        string restored = _store.Beside("restored");
        using (var reader = MapStore.Open(_store.Path))
            reader.BackUp(restored);
        byte[] bytes = File.ReadAllBytes(restored);
        using Region held = StoreName.LockExisting(RegionProviders.Default, _store.Path)!;
        StoreAttachment origin = StoreAttachment.OpenReader(MapStore.Schema, _store.Path);
        try
        {
            IOException error = Assert.Throws<IOException>(() => NewStoreFile.Replace(
                RegionProviders.Default, held, _store.Path, origin.ToTemplate(), _ => File.Move(restored, _store.Path, overwrite: true)));
            Assert.Contains("another took its place", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            origin.Detach();
        }

        Assert.Equal(bytes, File.ReadAllBytes(_store.Path));
        Assert.Equal(["store.shm", "store.shm.wait"], _store.Names());
    }

    [Fact]
    public void Nor_is_a_store_that_somebody_makes_meanwhile_where_a_repaired_one_is_to_go()
    {
        Damage();
        string target = _store.Beside("target");
        long made = 0;
        var provider = new SpyProvider(RegionProviders.Default)
        {
            Renaming = path =>
            {
                using var writer = SampleWriter.Open(path);
                made = writer.A.Set(Sample.Of(7));
            },
        };
        IOException error = Assert.Throws<IOException>(
            () => new StoreRepairer(provider).Repair(_store.Path, new RepairOptions { Destination = target }, TestContext.Current.CancellationToken));
        Assert.Contains("exists already", error.Message, StringComparison.Ordinal);
        using (var reader = SampleStore.Open(target))
            Assert.Equal((Sample.Of(7), made), (reader.A.Value, reader.A.Version));
        Assert.DoesNotContain(_store.Names(), static name => name.Contains(".new-", StringComparison.Ordinal));
    }

    [Fact]
    public void Backups_of_several_processes_and_threads_over_the_same_target_leave_a_whole_one()
    {
        string target = _store.Beside("target");
        using HostProcess first = HostProcess.Start("store-backup", _store.Path, target, "15");
        using HostProcess second = HostProcess.Start("store-backup", _store.Path, target, "15");
        HostProcess[] children = [first, second];
        int done = 0;
        using (var reader = MapStore.Open(_store.Path))
        {
            foreach (HostProcess child in children)
            {
                child.Await("ready");
                child.Send("go");
            }

            for (int i = 0; i < 15; i++)
            {
                try
                {
                    reader.BackUp(target, overwrite: true);
                    done++;
                }
                catch (WriterActiveException)
                {
                    // One of the others is replacing it.
                }
            }
        }

        foreach (HostProcess child in children)
        {
            done += int.Parse(child.ReadLine()!, CultureInfo.InvariantCulture);
            child.Succeed();
        }

        Assert.True(done > 0);
        _store.AssertContent(target);
        Assert.Empty(StoreFiles.Verify(target).Findings);
        Assert.Equal(["store.shm", "store.shm.wait", "target"], _store.Names());
    }

    [Fact]
    public void A_backup_that_is_killed_leaves_no_half_file_under_its_name()
    {
        int made = 0, missing = 0;
        var watch = Stopwatch.StartNew();
        for (int round = 0; round < 10 || (missing == 0 && watch.Elapsed < StressTime.Patience); round++)
        {
            string target = _store.Beside($"target{round}");
            using HostProcess child = HostProcess.Start("store-backup", _store.Path, target, "1000", _store.Beside($"warm{round}"));
            child.Await("ready");
            child.Send("go");
            if (round % 2 == 0)
                Thread.Sleep(3 * (round % 12));
            else
                Assert.True(SpinWait.SpinUntil(() => File.Exists(target), StressTime.Patience));
            child.Kill();
            if (File.Exists(target))
            {
                made++;
                _store.AssertContent(target);
                Assert.Empty(StoreFiles.Verify(target).Findings);
            }
            else
            {
                missing++;
            }

            using var reader = MapStore.Open(_store.Path);
            reader.BackUp(target, overwrite: true);
            Assert.DoesNotContain(_store.Names(), static name => name.Contains(".new-", StringComparison.Ordinal));
        }

        Assert.True(made > 0 && missing > 0, $"{made} were killed after the first backup, {missing} before");
    }

    [Fact]
    public void A_backup_over_a_link_replaces_the_file_that_it_leads_to()
    {
        string target = _store.Beside("target");
        string link = _store.Beside("link");
        using var reader = MapStore.Open(_store.Path);
        reader.BackUp(target);
        using var old = MapStore.Open(target);
        File.CreateSymbolicLink(link, target);
        reader.BackUp(link, overwrite: true);
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.True(old.IsReplaced);
        _store.AssertContent(target);
        File.Delete(target);
        Assert.ThrowsAny<IOException>(() => reader.BackUp(link, overwrite: true));
    }

    private byte[] Damage()
    {
        _store.Poke(Layout.HeaderLayout.HeapEndOffset, 1L);
        return File.ReadAllBytes(_store.Path);
    }

    private void AssertRepaired()
    {
        _store.AssertContent();
        Assert.Empty(StoreFiles.Verify(_store.Path).Findings);
    }
}
