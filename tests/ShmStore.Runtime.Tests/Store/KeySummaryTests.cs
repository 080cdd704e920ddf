using System.Diagnostics;
using System.Reflection;
using MongoDB.Bson;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store;

/// <summary>What logs and debuggers show of keys: name and state, without reading a value, and without an error whatever the store's state.</summary>
public sealed class KeySummaryTests
{
    [Fact]
    public void Entries_and_documents_have_name_and_version()
    {
        using SampleWriter writer = SampleWriter.Open(null);
        SampleStore reader = writer.OpenReader();
        string name = reader.A.KeyName;
        Assert.Equal($"{name}, never set", reader.A.ToString());
        long version = writer.A.Set(Sample.Of(1));
        Assert.Equal($"{name}, version {version}", reader.A.ToString());
        Assert.Equal($"{name}, version {version}", writer.A.ToString());
        Assert.Equal($"{name}, version {version}", reader.Snapshot(static state => state.A.ToString()));
        version = writer.Free.Set(new BsonDocument("x", 1));
        Assert.Equal($"{reader.Free.KeyName}, version {version}", reader.Free.ToString());
        reader.Dispose();
        Assert.Equal($"{name}, disposed", reader.A.ToString());
    }

    [Fact]
    public void Atomics_have_name_and_value()
    {
        using SampleWriter writer = SampleWriter.Open(null);
        SampleStore reader = writer.OpenReader();
        writer.Count.Value = 1234567;
        writer.Ratio.Value = 1.5;
        Assert.Equal($"{reader.Count.KeyName}, 1234567", reader.Count.ToString());
        Assert.Equal($"{reader.Ratio.KeyName}, 1.5", reader.Ratio.ToString());
        Assert.Equal($"{reader.Flag.KeyName}, False", writer.Flag.ToString());
        reader.Dispose();
        Assert.Equal($"{reader.Count.KeyName}, disposed", reader.Count.ToString());
    }

    [Fact]
    public void Maps_have_name_count_and_version_and_their_entries_the_key()
    {
        using MapStoreWriter writer = MapStoreWriter.Open(null);
        MapStore reader = writer.OpenReader();
        string name = reader.Texts.KeyName;
        Assert.Equal($"{name}, 0 entries, version 0", reader.Texts.ToString());
        writer.Texts.Set("a\n", Sample.Of(1));
        Assert.Equal($"{name}, 1 entry, version {writer.Version}", reader.Texts.ToString());
        Assert.Equal($"{name}, key \"a\\u000A\"", reader.Texts["a\n"].ToString());
        Assert.Equal("no entry", default(SharedMapEntry<Sample>).ToString());
        reader.Dispose();
        Assert.Equal($"{name}, disposed", reader.Texts.ToString());
    }

    [Fact]
    public void Maps_of_a_store_without_its_class_say_the_same()
    {
        using var folder = new TestFolder();
        using MapStoreWriter writer = MapStoreWriter.Open(folder.File());
        writer.Numbers.Set(1, Sample.Of(1));
        using UntypedStore store = UntypedStore.Open(folder.File());
        Assert.Equal(writer.Numbers.ToString(), store.Map("Numbers").ToString());
    }

    [Fact]
    public void A_snapshot_that_has_ended_is_no_error()
    {
        using SampleWriter writer = SampleWriter.Open(null);
        using SampleStore reader = writer.OpenReader();
        SharedEntry<Sample> left = reader.Snapshot(static state => state.A);
        Assert.StartsWith(left.KeyName, left.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_heap_report_is_a_line()
    {
        using SampleWriter writer = SampleWriter.Open(null);
        writer.A.Set(Sample.Of(1));
        HeapReport report = writer.GetHeapReport(TestContext.Current.CancellationToken);
        Assert.StartsWith($"version {report.Version}: {report.CommittedBytes} bytes, {report.Live.Blocks} live blocks of {report.Live.Bytes} bytes", report.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', report.ToString());
    }

    [Fact]
    public void A_store_has_name_path_and_version()
    {
        using var folder = new TestFolder();
        string name = SampleStore.Schema.StoreName;
        using SampleWriter writer = SampleWriter.Open(folder.File());
        SampleStore reader = writer.OpenReader();
        long version = writer.A.Set(Sample.Of(1));
        foreach (SharedStore store in (SharedStore[])[writer, reader])
            Assert.Equal($"{name} in {writer.Path}, version {version}", store.ToString());
        reader.Dispose();
        Assert.Equal($"{name} in {writer.Path}, disposed", reader.ToString());
        using SampleWriter own = SampleWriter.Open(null);
        Assert.Equal($"{name} in memory, version {own.Version}", own.ToString());
    }

    [Theory]
    [InlineData(typeof(SharedStore))]
    [InlineData(typeof(SharedSlot))]
    [InlineData(typeof(SharedAtomic<>))]
    [InlineData(typeof(SharedMap<,>))]
    [InlineData(typeof(SharedDocumentMap<>))]
    [InlineData(typeof(SharedMapEntry<>))]
    [InlineData(typeof(UntypedMap))]
    public void A_debugger_shows_the_same(Type type) =>
        Assert.Equal("{ToString(),nq}", type.GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
}
