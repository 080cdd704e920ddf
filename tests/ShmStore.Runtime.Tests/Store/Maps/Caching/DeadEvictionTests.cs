using ShmStore.Heap;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>A writer of a map with bounds that dies at any step: the next one finds the counters right, and keeps the bounds.</summary>
public sealed class DeadEvictionTests : IDisposable
{
    // Of the steps of each kind the first ones, and then some.
    private const int First = 20;
    private const int Every = 73;

    private readonly MapLimits _limits = new() { MaximumEntries = 60, MaximumBytes = 9000 };
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void The_next_writer_goes_on(WriterMode mode)
    {
        Assert.SkipUnless(mode == WriterMode.Exclusive || OperatingSystem.IsLinux(), "several writers need Linux");
        string path = _folder.File();
        var options = new StoreOptions { MaximumSize = 4 << 20, Writers = mode };
        using var writer = MapStoreWriter.Open(path, options);
        var steps = new Dictionary<WriteStep, int>();
        int deaths = 0;
        Exception? failure = null;
        writer.Attachment.Writer!.StepTaken = step =>
        {
            int count = steps[step] = steps.GetValueOrDefault(step) + 1;
            if (failure is not null || (count > First && count % Every != 0))
                return;
            deaths++;

            // Not from within the step, whose writer would throw away what it is doing.
            failure = Record.Exception(() => GoOn(path, options));
            failure = failure is null ? null : new InvalidOperationException($"after {step}, the {count}th", failure);
        };
        writer.Texts.Limits = _limits;
        var random = new Random(1);
        for (int i = 0; i < 300 && failure is null; i++)
            Change(writer, random, i);
        writer.Attachment.Writer!.StepTaken = null;
        Assert.Null(failure);
        Assert.InRange(deaths, 200, int.MaxValue);
    }

    // A copy of the files as they are at this step is what a writer leaves that dies there.
    private void GoOn(string path, StoreOptions options)
    {
        string copy = _folder.File("dead");
        File.Copy(path, copy, overwrite: true);
        if (File.Exists(path + ".used"))
            File.Copy(path + ".used", copy + ".used", overwrite: true);
        Assert.DoesNotContain(Find(copy), static finding => finding.Severity == StoreFindingSeverity.Damage);
        using var next = MapStoreWriter.Open(copy, options);
        next.Beside.Set(Sample.Of(1));
        Assert.Empty(Find(copy));
        next.Texts.Limits = _limits;
        for (int i = 0; i < 5; i++)
        {
            next.Texts.Set($"next:{i}", Sample.Of(1, 30));
            Assert.InRange(next.Texts.Count, 1, 60);
        }

        Assert.Empty(Find(copy));
    }

    private void Change(MapStoreWriter writer, Random random, int round)
    {
        writer.Texts.Set($"key:{random.Next(100)}", Sample.Of(1, random.Next(1, 300)));
        if (round % 50 == 20)
            writer.Texts.Clear();
        if (round % 40 == 10)
        {
            writer.Texts.Limits = null;
            writer.Texts.Limits = _limits;
        }

        if (round % 10 != 3)
            return;
        using StoreCommit commit = writer.BeginCommit();
        for (int i = 0; i < 10; i++)
        {
            writer.Texts.Set($"key:{random.Next(100)}", Sample.Of(2, random.Next(1, 100)));
            writer.Texts.Remove($"key:{random.Next(100)}");
            writer.Numbers.Set(random.Next(1000), Sample.Of(1));
        }

        commit.Complete();
    }

    private static IReadOnlyList<StoreFinding> Find(string path) => StoreFiles.Verify(path).Findings;
}
