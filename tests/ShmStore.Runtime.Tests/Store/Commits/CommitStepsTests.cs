using ShmStore.Heap;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Commits;

/// <summary>What readers see after every single step of a commit, with the writer standing still there; and the same check over commits that take the steps in another order.</summary>
public sealed class CommitStepsTests : IDisposable
{
    private readonly SampleWriter _writer = SampleWriter.Open(null);
    private readonly SampleStore _reader;
    private readonly List<string> _wrong = [];
    private readonly HashSet<long> _seen = [];

    public CommitStepsTests()
    {
        _reader = _writer.OpenReader();
        SampleCommits.Write(_writer, 1);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void Snapshots_see_the_commit_from_the_step_on_that_names_its_record()
    {
        List<WriteStep> steps = [];
        _writer.Attachment.Writer!.StepTaken = step =>
        {
            if (step > WriteStep.Freed)
                return;
            steps.Add(step);
            foreach (Func<Func<SampleStore, (long Number, long)[]>, (long Number, long)[]> snapshot in (Func<Func<SampleStore, (long, long)[]>, (long, long)[]>[])[_reader.Snapshot, _writer.Snapshot])
            {
                (long Number, long)[] read = snapshot(SampleCommits.Read);
                Assert.Null(SampleCommits.Check(read));
                Assert.Equal(step == WriteStep.Stamped ? 1 : 2, read[0].Number);
            }

            // Plain reads see some keys of it already, but every one of them whole.
            Assert.All(_reader.Entries, static entry => Assert.True(entry.Value.IsWhole));
        };
        SampleCommits.Write(_writer, 2);
        Assert.Equal(
            [WriteStep.Stamped, WriteStep.Recorded, .. Enumerable.Repeat(WriteStep.WordStored, 4), WriteStep.Counted, WriteStep.RecordCleared, WriteStep.Freed], steps);
        StoreInspection.AssertNoBlockIsLost(_writer);
    }

    [Fact]
    public void The_steps_in_their_order_pass_the_check()
    {
        RawCommit.Run(_writer, 2, RecordOrder.BeforeWords, CheckSnapshot);
        Assert.Empty(_wrong);
        Assert.Equal([1L, 2], _seen);
    }

    [Theory]
    [InlineData(RecordOrder.AfterWords)]
    [InlineData(RecordOrder.Never)]
    public void Control_a_commit_that_names_its_record_too_late_is_caught(RecordOrder order)
    {
        RawCommit.Run(_writer, 2, order, CheckSnapshot);
        Assert.Contains(_wrong, static wrong => wrong.StartsWith("mixed", StringComparison.Ordinal));
    }

    private void CheckSnapshot()
    {
        (long Number, long Version)[] read = _reader.Snapshot(SampleCommits.Read);
        _seen.Add(read[0].Number);
        if (SampleCommits.Check(read) is { } wrong)
            _wrong.Add(wrong);
    }
}
