using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Snapshots;

/// <summary>What a snapshot sees, when it is taken again, and what cannot be done in one.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly SampleWriter _writer = SampleWriter.Open(null);
    private readonly SampleStore _reader;

    public SnapshotTests() => _reader = _writer.OpenReader();

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void Every_way_of_reading_works_in_one()
    {
        _writer.A.Set(Sample.Of(4));
        _writer.B.Set(Sample.Of(5));
        _writer.B.Clear();
        _writer.Free.Set(new BsonDocument("n", 7));
        _writer.Count.Value = 9;
        using SampleContributor contributor = _writer.OpenContributor();
        foreach (Func<Func<SampleStore, bool>, bool> snapshot in (Func<Func<SampleStore, bool>, bool>[])[_reader.Snapshot, _writer.Snapshot, contributor.Snapshot, _reader.Snapshot])
        {
            Assert.True(snapshot(store =>
            {
                Assert.Equal(Sample.Of(4), store.A.Value);
                Assert.Equal(4, store.A.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false));
                Assert.Equal(Sample.Of(4).Text, store.A.GetField<string, StringCodec>("Text"u8, true));
                Assert.True(store.A.ReadView<Sample.View, bool>(static view => view.IsWhole));
                Assert.Equal(_writer.A.GetVersioned(), store.A.GetVersioned());
                Assert.Equal(_writer.A.GetRaw(), store.A.GetRaw());
                Assert.Equal((false, _writer.B.Version), (store.B.HasValue, store.B.Version));
                Assert.Equal((false, 0L), (store.C.HasValue, store.C.Version));
                Assert.Null(store.C.GetRaw());
                Assert.Throws<InvalidOperationException>(() => store.B.Value);
                Assert.Equal(7, store.Free.Value["n"].AsInt32);
                Assert.Equal(7, store.Free.Read(static view => view.Get<int, Int32Codec>("n"u8, true)));
                Assert.Equal(9, store.Count.Value);
                Assert.Equal(_writer.Version, store.Version);
                Assert.Equal(_writer.Export(TestContext.Current.CancellationToken).Keys, store.Export(TestContext.Current.CancellationToken).Keys);
                return true;
            }));
        }

        Assert.Equal(0, _reader.Statistics.ReadRetries);
    }

    [Fact]
    public void It_is_taken_again_when_something_changed_that_was_read()
    {
        SampleCommits.Write(_writer, 1);
        List<(long, long)> seen = [];
        (long, long) result = _reader.Snapshot(store =>
        {
            long a = store.A.Value.Number;
            if (seen.Count == 0)
                SampleCommits.Write(_writer, 2);
            seen.Add((a, store.B.Value.Number));
            return seen[^1];
        });

        // What came out without the look at the end, and what came out.
        Assert.Equal([(1, 2), (2, 2)], seen);
        Assert.Equal((2, 2), result);
        Assert.Equal(1, _reader.Statistics.ReadRetries);
    }

    [Fact]
    public void It_is_taken_again_when_a_key_has_got_its_old_block_back()
    {
        // Blocks of this size are used again after four others.
        const int Large = 300_000;
        WriteBoth(1);
        int runs = 0;
        (long A, long B) result = _reader.Snapshot(store =>
        {
            long a = store.A.Value.Number;
            if (runs++ == 0)
            {
                long block = BlockOfA();
                long number = 1;
                do
                {
                    WriteBoth(++number);
                }
                while (BlockOfA() != block && number < 1000);
                Assert.Equal(block, BlockOfA());
            }

            return (a, store.B.Value.Number);
        });
        Assert.Equal(2, runs);
        Assert.Equal(result.A, result.B);

        void WriteBoth(long number)
        {
            using StoreCommit commit = _writer.BeginCommit();
            _writer.A.Set(Sample.Of(number, Large));
            _writer.B.Set(Sample.Of(number));
            commit.Complete();
        }

        long BlockOfA()
        {
            RegionHeader header = _writer.Attachment.Header;
            return header.At<long>(header.At<long>(HeaderLayout.SlotsOffset) + (SlotLayout.FirstKeySlot * SlotLayout.Stride));
        }
    }

    [Fact]
    public void It_is_not_taken_again_when_something_else_changed()
    {
        SampleCommits.Write(_writer, 1);
        int runs = 0;
        Assert.Equal(1, _reader.Snapshot(store =>
        {
            runs++;
            long a = store.A.Value.Number;
            using StoreCommit commit = _writer.BeginCommit();
            _writer.B.Set(Sample.Of(2));
            _writer.C.Set(Sample.Of(2));
            commit.Complete();
            return store.A.Value.Number == a ? a : -1;
        }));
        Assert.Equal(1, runs);
    }

    [Fact]
    public void A_key_without_a_value_is_read_too()
    {
        int runs = 0;
        (bool, bool) result = _reader.Snapshot(store =>
        {
            bool a = store.A.HasValue;
            if (runs++ == 0)
                SampleCommits.Write(_writer, 1);
            return (a, store.B.HasValue);
        });
        Assert.Equal((true, true), result);
        Assert.Equal(2, runs);
    }

    [Fact]
    public void The_same_key_is_the_same_throughout()
    {
        _writer.A.Set(Sample.Of(1));
        int runs = 0;
        (long, long) result = _reader.Snapshot(store =>
        {
            long first = store.A.Value.Number;
            if (runs++ == 0)
                _writer.A.Set(Sample.Of(2));
            return (first, store.A.Value.Number);
        });
        Assert.Equal((2, 2), result);
        Assert.Equal(2, runs);
    }

    [Fact]
    public void An_exception_counts_only_over_what_belongs_together()
    {
        SampleCommits.Write(_writer, 1);
        int runs = 0;
        Assert.Equal(2, _reader.Snapshot(store =>
        {
            long a = store.A.Value.Number;
            if (runs++ == 0)
                SampleCommits.Write(_writer, 2);
            return store.B.Value.Number == a ? a : throw new InvalidDataException("mixed");
        }));
        Assert.Equal("of the caller", Assert.Throws<InvalidDataException>(
            () => _reader.Snapshot<int>(store => throw new InvalidDataException(store.A.Value.Number == 2 ? "of the caller" : "?"))).Message);

        // Also one that comes from within a read.
        _writer.A.SetRaw(new BsonDocument { ["Number"] = 1L, ["Half"] = 0.5, ["Text"] = "b" }.ToBson());
        runs = 0;
        Assert.Throws<InvalidDataException>(() => _reader.Snapshot(store => store.A.ReadView<Sample.View, int>(_ =>
        {
            runs++;
            throw new InvalidDataException();
        })));
        Assert.Equal(1, runs);
    }

    [Fact]
    public void It_gives_up_after_the_attempts_of_the_options()
    {
        using var store = new SampleWriter(StoreAttachment.CreatePrivateWriter(SampleStore.Schema, new StoreOptions { MaximumReadAttempts = 7 }));
        store.A.Set(Sample.Of(1));
        int runs = 0;
        ReadContentionException error = Assert.Throws<ReadContentionException>(() => store.Snapshot(snapshot =>
        {
            runs++;
            Sample value = snapshot.A.Value;
            store.A.Set(value);
            return value;
        }));
        Assert.Equal((7, 7), (error.Attempts, runs));
        Assert.Contains("(private memory)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_belongs_to_it_cannot_be_used_elsewhere()
    {
        SampleCommits.Write(_writer, 1);
        SampleStore escaped = _reader.Snapshot(static store => store);
        Assert.Throws<InvalidOperationException>(() => escaped.A.Value);
        escaped.Dispose();
        Assert.Equal(1, _reader.A.Value.Number);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _reader.Snapshot(static async store =>
        {
            await Task.Yield();
            return store.A.Value;
        }));
        Assert.IsType<InvalidOperationException>(_reader.Snapshot(static store =>
        {
            Exception? failure = null;
            var thread = new Thread(() => failure = Record.Exception(() => store.A.Value));
            thread.Start();
            thread.Join();
            return failure;
        }));
    }

    [Fact]
    public void Waits_and_further_snapshots_are_refused_in_one_and_disposing_does_nothing()
    {
        SampleCommits.Write(_writer, 1);
        _reader.Snapshot(store =>
        {
            store.Dispose();
            Assert.Throws<InvalidOperationException>(() => { _ = store.WaitForChangeAsync(0, TestContext.Current.CancellationToken); });
            Assert.Throws<InvalidOperationException>(() => { _ = store.A.WaitForChangeAsync(0, TestContext.Current.CancellationToken); });
            Assert.Throws<InvalidOperationException>(() => store.Snapshot(static inner => inner.A.Value));
            Assert.Equal(1, _reader.Snapshot(static inner => inner.A.Value.Number));
            return store.A.Value;
        });
        Assert.Equal(1, _reader.A.Value.Number);
    }

    [Fact]
    public void A_store_that_is_disposed_has_none()
    {
        SampleCommits.Write(_writer, 1);
        SampleStore store = _writer.OpenReader();
        Assert.Throws<ObjectDisposedException>(() => store.Snapshot(snapshot =>
        {
            store.Dispose();
            return snapshot.A.Value;
        }));
        Assert.Throws<ObjectDisposedException>(() => store.Snapshot(static snapshot => 1));
    }

    [Fact]
    public void An_immutable_object_is_the_same_again_while_its_version_stands()
    {
        SampleCommits.Write(_writer, 1);
        Sample first = _reader.Snapshot(static store => store.A.Value);
        Assert.Same(first, _reader.Snapshot(static store => store.A.Value));
        int runs = 0;
        (Sample A, Sample B) result = _reader.Snapshot(store =>
        {
            Sample a = store.A.Value;
            if (runs++ == 0)
                SampleCommits.Write(_writer, 2);
            return (a, store.B.Value);
        });
        Assert.Equal((2L, 2L), (result.A.Number, result.B.Number));
    }

    [Fact]
    public void One_that_is_taken_again_and_again_allocates_nothing()
    {
        SampleCommits.Write(_writer, 1);
        Func<SampleStore, long> read = static store => store.A.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false) + store.B.Version + store.C.Value.Number;
        Allocations.AssertNone(() =>
        {
            long sum = 0;
            for (int i = 0; i < 1000; i++)
                sum += _reader.Snapshot(read);
            return sum;
        });
    }
}
