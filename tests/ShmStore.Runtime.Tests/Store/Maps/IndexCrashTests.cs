using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Writers that die after any step of growing an index, and in a commit of several entries: the file as it is then is given to readers, and to the next writer.</summary>
public sealed class IndexCrashTests : IDisposable
{
    private const int Numbers = 1;
    private const int Extra = -1;
    private const int Held = 6300;

    private readonly TestFolder _folder = new();
    private readonly string _path;
    private readonly string _dead;
    private readonly string _copy;
    private readonly MapStoreWriter _writer;
    private readonly Dictionary<int, long> _model = [];
    private int _deaths;
    private bool _inCommit;

    public IndexCrashTests()
    {
        _path = _folder.File("store");
        _dead = _folder.File("dead");
        _copy = _folder.File("copy");
        _writer = MapStoreWriter.Open(_path);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void While_segments_grow_and_divide_and_the_directory_doubles()
    {
        Dictionary<WriteStep, int> steps = [];
        _writer.Attachment.Writer!.StepTaken = step =>
        {
            if (!IsOfIndex(step))
                return;
            steps[step] = steps.GetValueOrDefault(step) + 1;
            Die();
        };
        for (int i = 0; i < 22_000; i++)
            Set(i);
        Assert.Equal(Enum.GetValues<WriteStep>().Where(IsOfIndex), steps.Keys.Order());

        // Three larger segments, then halves.
        Assert.True(steps[WriteStep.RootNamed] >= 3);
        Assert.True(steps[WriteStep.EntriesCopied] >= 6);
        Assert.True(steps[WriteStep.DirectoryWordStored] >= (2 * steps[WriteStep.EntriesCopied]) - 3);
    }

    [Fact]
    public void While_a_worn_segment_that_several_words_name_is_renewed()
    {
        // The half of the hashes that begin with 1 is divided, the other is not.
        KeySeed seed = _writer.Numbers.Reader.Seed;
        ILookup<long, int> halves = Enumerable.Range(0, 60_000).ToLookup(key => SegmentLease.IndexOf(new KeyProbe((uint)key, (uint)key, sizeof(int), seed).Hash, 1));
        int[] keys = [.. halves[0]];
        foreach (int key in halves[1].Take(14_000).Concat(keys.Take(Held)))
            Set(key);
        var index = new IndexInspection(_writer.Attachment, Numbers);
        Assert.True(index.Directory.Count(word => word == index.Directory[0]) >= 4);
        int renewed = 0;
        int redirected = 0;
        _writer.Attachment.Writer!.StepTaken = step =>
        {
            redirected += step == WriteStep.DirectoryWordStored ? 1 : 0;
            renewed += step == WriteStep.IndexBlockCleared ? 1 : 0;
            if (IsOfIndex(step))
                Die();
        };
        for (int i = Held; renewed < 2; i++)
        {
            Assert.True(_writer.Numbers.Remove(keys[i - Held]));
            _model.Remove(keys[i - Held]);
            Set(keys[i]);
        }

        Assert.True(redirected >= 4 * renewed, $"{redirected} words for {renewed} copies");
    }

    [Fact]
    public void In_a_commit_of_several_entries()
    {
        for (int i = 0; i < 90; i++)
            Set(i);
        var before = new Dictionary<int, long>(_model);
        var after = new Dictionary<int, long>(_model);
        foreach (int key in (int[])[3, 200, 201, 202])
            after[key] = 5000 + key;
        after.Remove(7);
        after.Remove(8);
        int words = 0;
        bool made = false;
        _inCommit = true;
        _writer.Attachment.Writer!.StepTaken = step =>
        {
            words += step == WriteStep.WordStored ? 1 : 0;
            made |= step == WriteStep.Recorded;
            Replace(made ? after : before);
            Die();
        };
        using (StoreCommit commit = _writer.BeginCommit())
        {
            foreach ((int key, long number) in after)
            {
                if (before.GetValueOrDefault(key) != number)
                    _writer.Numbers.Set(key, Sample.Of(number, 1));
            }

            _writer.Numbers.Remove(7);
            _writer.Numbers.Remove(8);
            commit.Complete();
        }

        Assert.True(words >= 6 + 3, $"{words}");
        Assert.True(_deaths > 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void While_the_index_of_a_map_that_a_commit_has_cleared_becomes_small(int again)
    {
        for (int i = 0; i < 8000; i++)
            Set(i);
        bool made = false;
        HashSet<WriteStep> steps = [];
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.Numbers.Clear();
            _model.Clear();
            for (int i = 0; i < again; i++)
                Set(i);
            _writer.Attachment.Writer!.StepTaken = step =>
            {
                made |= step == WriteStep.RecordCleared;
                if (made && IsOfIndex(step))
                {
                    steps.Add(step);
                    Die();
                }
            };
            commit.Complete();
        }

        Assert.True(steps.SetEquals([WriteStep.IndexBlockMade, WriteStep.EntriesCopied, WriteStep.RootNamed, WriteStep.IndexBlockCleared]));
        Assert.Equal(0, new IndexInspection(_writer.Attachment, Numbers).Depth);
    }

    [Fact]
    public void Control_a_segment_that_is_emptied_before_the_directory_names_its_copy_is_noticed()
    {
        bool noticed = false;
        _writer.Attachment.Writer!.StepTaken = step =>
        {
            if (step != WriteStep.EntriesCopied)
                return;
            File.Copy(_path, _dead, overwrite: true);
            var index = new IndexInspection(_writer.Attachment, Numbers);
            long word = index.Directory[0];
            for (int lane = 0; lane < index.Lanes(word).Length; lane++)
                StoreOnDisk.Poke(_dead, IndexInspection.OffsetOf(word) + IndexLayout.BucketsOffset + (lane * sizeof(long)), 0L);
            noticed |= Record.Exception(AssertDead) is Xunit.Sdk.XunitException;
        };
        for (int i = 0; i < 200; i++)
            Set(i);
        Assert.True(noticed);
    }

    private static bool IsOfIndex(WriteStep step) =>
        step is WriteStep.IndexBlockMade or WriteStep.EntriesCopied or WriteStep.DirectoryWordStored or WriteStep.IndexBlockCleared or WriteStep.RootNamed;

    private void Set(int key)
    {
        _writer.Numbers.Set(key, Sample.Of(key, 1));
        _model[key] = key;
    }

    private void Replace(Dictionary<int, long> model)
    {
        _model.Clear();
        foreach ((int key, long number) in model)
            _model.Add(key, number);
    }

    // What a process that is killed leaves is what stands in the file.
    private void Die()
    {
        File.Copy(_path, _dead, overwrite: true);
        AssertDead();
        _deaths++;
    }

    private void AssertDead()
    {
        using (MapStore reader = MapStore.Open(_dead))
        {
            // Within a commit single reads see some of its entries and not yet others.
            if (_inCommit)
                reader.Snapshot(AssertSnapshot);
            else
                AssertModel(reader.Numbers);
            AssertCopies(reader);
        }

        using (var next = MapStoreWriter.Open(_dead))
        {
            AssertModel(next.Numbers);
            StoreInspection.AssertEveryBlockIsKnown(next);
            next.Numbers.Set(Extra, Sample.Of(1));
            Assert.True(next.Numbers.Remove(Extra));
            new IndexInspection(next.Attachment, Numbers).AssertSound();
            AssertModel(next.Numbers);
        }
    }

    // What is made of the file without a writer, while it names some entries in two segments.
    private void AssertCopies(MapStore reader)
    {
        reader.BackUp(_copy, overwrite: true);
        using (MapStore backup = MapStore.Open(_copy))
            AssertModel(backup.Numbers);
        File.Delete(_copy);
        RepairReport repair = StoreFiles.Repair(_dead, new RepairOptions { Destination = _copy });
        Assert.Empty(repair.Lost);
        using (MapStore repaired = MapStore.Open(_copy))
            AssertModel(repaired.Numbers);
        File.Delete(_copy);

        if (!_inCommit)
            Assert.Equal(_model.Count, reader.GetHeapReport(TestContext.Current.CancellationToken).Maps.Sum(static map => map.Count));
    }

    private bool AssertSnapshot(MapStore store)
    {
        AssertModel(store.Numbers);
        return true;
    }

    private void AssertModel(SharedMap<int, Sample> map)
    {
        Assert.Equal(_model.Count, map.Count);
        int wrong = 0;
        foreach ((int key, long number) in _model)
            wrong += map.TryGetValue(key, out Sample? value) && value.Number == number ? 0 : 1;
        Assert.Equal(0, wrong);
        Assert.Equal(_model.Keys.Order(), map.Keys.Order());
    }
}
