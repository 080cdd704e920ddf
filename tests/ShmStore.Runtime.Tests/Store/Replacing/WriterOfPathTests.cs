using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Replacing;

/// <summary>Who becomes the writer of a path while the file there is deleted or replaced is the writer of the file that stays there.</summary>
public sealed class WriterOfPathTests : IDisposable
{
    private const int Openers = 3;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void What_a_writer_sets_is_at_its_path_though_the_file_was_deleted_before(WriterMode mode)
    {
        string path = _folder.File();
        RunAgainst(path, mode, () => StoreFiles.Delete(path));
    }

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void What_a_writer_sets_is_at_its_path_though_a_backup_took_the_files_place_before(WriterMode mode)
    {
        string path = _folder.File();
        using var source = SampleWriter.Open(_folder.File("source"), new StoreOptions { Writers = mode });
        RunAgainst(path, mode, () => source.BackUp(path, overwrite: true));
    }

    // As long as a writer is attached nobody can delete or replace its file.
    private static void RunAgainst(string path, WriterMode mode, Action replace)
    {
        int replaced = 0;
        int opened = 0;
        using var stop = new CancellationTokenSource(StressTime.Normal);
        Task[] tasks =
        [
            Start(() =>
            {
                replace();
                replaced++;
            }),
            .. Enumerable.Range(0, Openers).Select(own => Start(() =>
            {
                using var writer = SampleWriter.Open(path, new StoreOptions { Writers = mode, MaximumSize = 1 << 20 });
                var set = Sample.Of(Interlocked.Increment(ref opened));
                writer.Entries[own].Set(set);
                using (var reader = SampleStore.Open(path))
                    Assert.Equal(set, reader.Entries[own].Value);
                writer.Dispose();

                // Several writers hardly ever leave the file to nobody otherwise.
                Thread.Sleep(1);
            })),
        ];
        Task.WaitAll(tasks, TestContext.Current.CancellationToken);
        Assert.True(replaced > 10 && opened > 10, $"{replaced} replacements, {opened} writers");

        Task Start(Action step) => Task.Factory.StartNew(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    try
                    {
                        step();
                    }
                    catch (Exception refused) when (refused is WriterActiveException || (refused is IOException && refused.Message.EndsWith("exists already.", StringComparison.Ordinal)))
                    {
                        // Another one has it at the moment.
                    }
                }
            },
            TaskCreationOptions.LongRunning);
    }
}
