using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Replacing;

/// <summary>Who becomes the writer of a path while the file there is deleted or replaced is the writer of the file that stays there.</summary>
public sealed class WriterOfPathTests : IDisposable
{
    private const int Openers = 3;
    private const string Lost = "lost: ";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void What_a_writer_sets_is_at_its_path_though_the_file_was_deleted_before(WriterMode mode) =>
        Assert.Null(FindLost(RegionProviders.Default, mode, () => StoreFiles.Delete(_folder.File()), StressTime.Normal));

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void What_a_writer_sets_is_at_its_path_though_a_backup_took_the_files_place_before(WriterMode mode)
    {
        using var source = SampleWriter.Open(_folder.File("source"), new StoreOptions { Writers = mode });
        Assert.Null(FindLost(RegionProviders.Default, mode, () => source.BackUp(_folder.File(), overwrite: true), StressTime.Normal));
    }

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void Control_a_lock_that_is_believed_without_a_look_at_the_name_loses_what_is_set(WriterMode mode)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the locks are those of Linux");
        Assert.StartsWith(Lost, FindLost(new HastyProvider(), mode, () => StoreFiles.Delete(_folder.File()), TimeSpan.FromMinutes(2)), StringComparison.Ordinal);
    }

    // As long as a writer is attached nobody can delete or replace its file. Ends with the first value that is not at the path.
    private string? FindLost(IRegionProvider provider, WriterMode mode, Action replace, TimeSpan time)
    {
        string path = _folder.File();
        var opener = new StoreOpener(provider);
        var options = new StoreOptions { Writers = mode, MaximumSize = 1 << 20 };
        string? lost = null;
        int replaced = 0;
        int opened = 0;
        using var stop = new CancellationTokenSource(time);
        Thread[] threads =
        [
            Start(() =>
            {
                replace();
                replaced++;
            }),
            .. Enumerable.Range(0, Openers).Select(own => Start(() =>
            {
                using (var writer = new SampleWriter(opener.CreateWriter(SampleStore.Schema, path, options)))
                {
                    var set = Sample.Of(Interlocked.Increment(ref opened));
                    writer.Entries[own].Set(set);
                    if (Missing(path, own, set) is { } missing)
                    {
                        lost = missing;
                        stop.Cancel();
                    }
                }

                // Several writers hardly ever leave the file to nobody otherwise.
                Thread.Sleep(1);
            })),
        ];
        foreach (Thread thread in threads)
            thread.Join();
        Assert.True(lost is not null || (replaced > 10 && opened > 10), $"{replaced} replacements, {opened} writers");
        return lost;

        Thread Start(Action step)
        {
            var thread = new Thread(() =>
            {
                while (!stop.IsCancellationRequested)
                {
                    try
                    {
                        step();
                    }
                    catch (WriterActiveException)
                    {
                        // Another one has it at the moment.
                    }
                    catch (Exception unexpected)
                    {
                        lost = unexpected.ToString();
                        stop.Cancel();
                    }
                }
            });
            thread.Start();
            return thread;
        }
    }

    private static string? Missing(string path, int own, Sample set)
    {
        try
        {
            using var reader = SampleStore.Open(path);
            return reader.Entries[own].HasValue && reader.Entries[own].Value == set ? null : $"{Lost}{set} is not at the path";
        }
        catch (FileNotFoundException missing)
        {
            return Lost + missing.Message;
        }
    }
}
