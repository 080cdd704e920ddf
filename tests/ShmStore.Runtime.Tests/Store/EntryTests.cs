using ShmStore.Bson;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store;

/// <summary>Entries of one writer and its readers, over every kind of memory.</summary>
public abstract class EntryTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly SampleWriter _writer;
    private readonly SampleStore _reader;

    private protected EntryTests(IRegionProvider provider, bool inFile)
    {
        StoreAttachment attachment = new StoreOpener(provider).CreateWriter(
            SampleStore.Schema, inFile ? _folder.File("entries.shm") : null, new StoreOptions { MaximumSize = 64 * 1024 * 1024 });
        _writer = new SampleWriter(attachment);
        _reader = _writer.OpenReader();
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_key_that_was_never_set_has_no_value()
    {
        Assert.False(_reader.A.HasValue);
        Assert.Equal(0, _reader.A.Version);
        Assert.False(_reader.A.TryGet(out _));
        Assert.Null(_reader.A.GetRaw());
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => _reader.A.Value);
        Assert.Contains("Tests.SampleStore.A", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _reader.A.ReadView<Sample.View, long>(static v => v.Number));
        Assert.Throws<InvalidOperationException>(() => _reader.A.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false));
    }

    [Fact]
    public void A_reader_sees_what_the_writer_sets()
    {
        long first = _writer.A.Set(Sample.Of(7));
        Assert.Equal(Sample.Of(7), _reader.A.Value);
        Assert.Equal(first, _reader.A.Version);
        Assert.Equal(7, _reader.A.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false));
        Assert.Equal(Sample.Of(7).Text, _reader.A.GetField<string, StringCodec>("Text"u8, true));
        Assert.Equal((7L, 3.5, 16), _reader.A.ReadView<Sample.View, (long, double, int)>(static v => (v.Number, v.Half, v.Text.Length)));

        long second = _writer.A.Set(Sample.Of(8, 1000));
        Assert.True(second > first);
        Assert.Equal(Sample.Of(8, 1000), _reader.A.Value);
        Assert.False(_reader.B.HasValue);
        Assert.Equal(second, _reader.Version);
    }

    [Fact]
    public void The_same_instance_is_handed_out_while_the_version_stands()
    {
        _writer.A.Set(Sample.Of(1));
        Sample first = _reader.A.Value;
        _writer.B.Set(Sample.Of(2));
        Assert.Same(first, _reader.A.Value);
        _writer.A.Set(Sample.Of(1));
        Assert.NotSame(first, _reader.A.Value);
        Assert.Equal(first, _reader.A.Value);
    }

    [Fact]
    public void Clear_takes_the_value_away_and_goes_on_with_the_version()
    {
        long set = _writer.A.Set(Sample.Of(1));
        Assert.Equal(Sample.Of(1), _reader.A.Value);
        long cleared = _writer.A.Clear();
        Assert.True(cleared > set);
        Assert.False(_reader.A.HasValue);
        Assert.False(_reader.A.TryGet(out _));
        Assert.Equal(cleared, _reader.A.Version);
        Assert.Equal(new Versioned<Sample>(cleared, false, null), _reader.A.GetVersioned());
        _writer.A.Set(Sample.Of(2));
        Assert.Equal(Sample.Of(2), _reader.A.Value);
    }

    [Fact]
    public void TrySet_sets_only_over_the_expected_version()
    {
        Assert.False(_writer.A.TrySet(Sample.Of(1), 5));
        Assert.False(_reader.A.HasValue);
        Assert.True(_writer.A.TrySet(Sample.Of(1), 0));
        Assert.True(_reader.A.TryGet(out _, out long version));
        Assert.False(_writer.A.TrySet(Sample.Of(2), version - 1));
        Assert.True(_writer.A.TrySet(Sample.Of(2), version));
        Assert.Equal(Sample.Of(2), _reader.A.Value);
    }

    [Fact]
    public void Update_replaces_by_a_function_of_the_old_value()
    {
        Assert.Throws<InvalidOperationException>(() => _writer.A.Update(static old => old));
        _writer.A.Set(Sample.Of(1));
        Assert.Equal(Sample.Of(2), _writer.A.Update(static old => Sample.Of(old.Number + 1)));
        Assert.Throws<ArgumentNullException>("update", () => _writer.A.Update(null!));
        Assert.Equal(Sample.Of(2), _reader.A.Value);
    }

    [Fact]
    public void Update_passes_an_argument_to_its_function()
    {
        _writer.A.Set(Sample.Of(1));
        Assert.Equal(Sample.Of(6), _writer.A.Update(5, static (old, more) => Sample.Of(old.Number + more)));
        Assert.Equal(Sample.Of(6), _reader.A.Value);
        Assert.Throws<InvalidOperationException>(() => _writer.A.Update(5, static (_, _) => null!));
        Assert.Throws<ArgumentNullException>("update", () => _writer.A.Update(5, null!));
        Assert.Equal(Sample.Of(6), _reader.A.Value);
    }

    [Fact]
    public void A_callback_of_Update_that_throws_or_writes_changes_nothing()
    {
        _writer.A.Set(Sample.Of(1));
        long version = _reader.A.Version;
        Assert.Throws<TimeoutException>(() => _writer.A.Update(static _ => throw new TimeoutException()));
        Assert.Throws<InvalidOperationException>(() => _writer.A.Update(old =>
        {
            _writer.B.Set(old);
            return old;
        }));
        Assert.Equal(version, _reader.A.Version);
        Assert.False(_reader.B.HasValue);
        _writer.A.Set(Sample.Of(3));
        Assert.Equal(Sample.Of(3), _reader.A.Value);
    }

    [Fact]
    public void A_value_that_cannot_be_stored_changes_nothing()
    {
        _writer.A.Set(Sample.Of(1));
        long version = _reader.Version;
        Assert.Throws<ArgumentException>(() => _writer.A.Set(Sample.Of(2) with { Text = "\uD800" }));
        ArgumentException tooLong = Assert.Throws<ArgumentException>(() => _writer.A.Set(Sample.Of(2, (16 * 1024 * 1024) + 1)));
        Assert.Contains("16777216", tooLong.Message, StringComparison.Ordinal);
        Assert.Equal(version, _reader.Version);
        Assert.Equal(Sample.Of(1), _reader.A.Value);
    }

    [Fact]
    public void Values_of_every_size_follow_each_other()
    {
        for (int length = 1; length < 8 * 1024 * 1024; length = (length * 3) + 1)
        {
            _writer.A.Set(Sample.Of(length, length));
            _writer.B.Set(Sample.Of(length + 1, 5));
            Assert.Equal(Sample.Of(length, length), _reader.A.Value);
            Assert.Equal(Sample.Of(length + 1, 5), _reader.B.Value);
        }
    }

    [Fact]
    public void A_full_store_says_so_with_numbers_and_stays_as_it_was()
    {
        _writer.A.Set(Sample.Of(1, 1000));
        _writer.B.Set(Sample.Of(2, 1000));
        StoreFullException? full = null;
        int stored = 1000;
        for (int length = 1024 * 1024; full is null && length < 16 * 1024 * 1024; length += 1024 * 1024)
        {
            try
            {
                _writer.A.Set(Sample.Of(1, length));
                stored = length;
            }
            catch (StoreFullException exception)
            {
                full = exception;
            }
        }

        Assert.NotNull(full);
        Assert.True(full.Needed > stored);
        Assert.Equal(64 * 1024 * 1024, full.Maximum);
        Assert.True(full.Largest < full.Needed);
        Assert.Equal(Sample.Of(1, stored), _reader.A.Value);
        Assert.Equal(Sample.Of(2, 1000), _reader.B.Value);
        _writer.B.Set(Sample.Of(3, 500));
        Assert.Equal(Sample.Of(3, 500), _reader.B.Value);
    }

    [Fact]
    public void A_disposed_reader_and_a_disposed_writer_say_so()
    {
        _writer.A.Set(Sample.Of(1));
        SampleStore other = _writer.OpenReader();
        Assert.Equal(Sample.Of(1), other.A.Value);
        other.Dispose();
        Assert.Throws<ObjectDisposedException>(() => other.A.Value);
        Assert.Throws<ObjectDisposedException>(() => other.A.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false));
        Assert.Throws<ObjectDisposedException>(() => other.Version);
        Assert.Throws<ObjectDisposedException>(() => other.Count.Value);
        other.Dispose();

        _writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _writer.A.Set(Sample.Of(2)));
        Assert.Throws<ObjectDisposedException>(() => _writer.Count.Add(1));

        // Readers outlive the writer.
        Assert.Equal(Sample.Of(1), _reader.A.Value);
    }

    [Fact]
    public void Reads_allocate_nothing()
    {
        _writer.A.Set(Sample.Of(1));
        SharedEntry<Sample> entry = _reader.A;
        long sum = 0;
        Allocations.AssertNone(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                sum += Read();
            }

            return sum;
        });
        Assert.NotEqual(0, sum);

        long Read() => entry.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false)
            + entry.ReadView<Sample.View, long>(static v => v.Number + v.Text.Length)
            + entry.ReadView<Sample.View, int, long>(3, static (v, more) => v.Number + more)
            + entry.Value.Number + entry.Version + (entry.TryGet(out Sample? value) ? value.Number : 0) + (entry.HasValue ? 1 : 0);
    }
}

/// <summary>Over a file mapped by Linux calls.</summary>
public sealed class LinuxFileEntryTests() : EntryTests(new LinuxRegionProvider(), inFile: true);

/// <summary>Over private memory mapped by Linux calls.</summary>
public sealed class LinuxPrivateEntryTests() : EntryTests(new LinuxRegionProvider(), inFile: false);

/// <summary>Over a file mapped by the portable classes.</summary>
public sealed class PortableFileEntryTests() : EntryTests(new PortableRegionProvider(), inFile: true);

/// <summary>Over private memory mapped by the portable classes.</summary>
public sealed class PortablePrivateEntryTests() : EntryTests(new PortableRegionProvider(), inFile: false);
