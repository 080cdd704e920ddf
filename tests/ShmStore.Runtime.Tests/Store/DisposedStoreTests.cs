using ShmStore.Bson;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store;

/// <summary>Whatever is asked of a disposed store, the exception has one name for it.</summary>
public sealed class DisposedStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string> Kinds => ["reader", "contributor", "writer", "private writer", "private reader", "map reader", "map writer"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_member_names_it_alike(string kind)
    {
        using SharedStore store = Open(kind, out SharedStore? other);
        using (other)
        {
            var members = new DisposedMembers(store);
            store.Dispose();
            (string Member, Exception? Error)[] all = [.. members.CallAll()];
            Assert.All(all, call => Assert.Equal((call.Member, NameOf(store)), (call.Member, call.Error is ObjectDisposedException disposed ? disposed.ObjectName : NameOf(store))));

            // Names are known without the memory.
            IEnumerable<(string, Exception?)> others = all.Where(static call => call.Error is not ObjectDisposedException && !call.Member.EndsWith(".get_KeyName", StringComparison.Ordinal) && call.Member != "SharedStore.get_Path");
            Assert.Equal("", string.Join(", ", others));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void So_do_those_that_are_generic_or_take_spans(string kind)
    {
        using SharedStore store = Open(kind, out SharedStore? other);
        using (other)
        {
            store.Dispose();
            Assert.All(Generic(store), use => Assert.Equal(NameOf(store), Assert.Throws<ObjectDisposedException>(use).ObjectName));
        }
    }

    // Entries of a private store stay readable when it is disposed, and its region has no bytes then.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void So_does_what_was_going_on(bool isPrivate)
    {
        using MapStoreWriter writer = MapStoreWriter.Open(isPrivate ? null : _folder.File());
        for (int i = 0; i < 100; i++)
            writer.Numbers.Set(i, Sample.Of(i));
        Func<MapStore, System.Collections.IEnumerator>[] ways =
        [
            static store => store.Numbers.GetEnumerator(),
            static store => store.Numbers.Keys.GetEnumerator(),
            static store => store.Numbers.Values.GetEnumerator(),
        ];
        Assert.All(ways, way =>
        {
            using MapStore reader = writer.OpenReader();
            System.Collections.IEnumerator through = way(reader);
            Assert.True(through.MoveNext());
            reader.Dispose();
            Assert.Equal(nameof(SharedStore), Assert.Throws<ObjectDisposedException>(() => through.MoveNext()).ObjectName);
        });
        using MapStore inner = writer.OpenReader();
        Assert.Throws<ObjectDisposedException>(() => inner.Snapshot(snapshot =>
        {
            inner.Dispose();
            return snapshot.Numbers.Keys.Count() + snapshot.Texts.Keys.Count();
        }));
    }

    private SharedStore Open(string kind, out SharedStore? other)
    {
        string path = _folder.File();
        bool isMap = kind.StartsWith("map", StringComparison.Ordinal);
        SharedStore writer = isMap ? MapStoreWriter.Open(path) : SampleWriter.Open(kind.StartsWith("private", StringComparison.Ordinal) ? null : path);
        if (writer is MapStoreWriter maps)
            maps.Texts.Set("key", Sample.Of(1));
        else if (writer is SampleWriter keys)
            keys.A.Set(Sample.Of(1));
        other = kind.EndsWith("writer", StringComparison.Ordinal) ? null : writer;
        return kind switch
        {
            "reader" => SampleStore.Open(path),
            "contributor" => SampleContributor.Open(path),
            "private reader" => ((SampleWriter)writer).OpenReader(),
            "map reader" => MapStore.Open(path),
            _ => writer,
        };
    }

    private static string NameOf(SharedStore store) => store is SharedStoreWriter ? nameof(SharedStoreWriter) : nameof(SharedStore);

    private static Action[] Generic(SharedStore store) => store switch
    {
        SampleStore reader => [.. OfEntry(reader.A), () => reader.Snapshot(static inner => inner.A.HasValue)],
        SampleContributor contributor => OfEntry(contributor.A),
        SampleWriter writer => [.. OfEntry(writer.A), () => writer.Snapshot(static inner => inner.A.HasValue), () => writer.A.SetRaw(Document()), () => writer.BeginCommit(), () => writer.TryBeginCommit(default, out _)],
        MapStore map => [.. OfMap(map.Texts), () => map.Snapshot(static inner => inner.Texts.Count)],
        MapStoreWriter map => [.. OfMap(map.Texts), () => map.Texts.SetRaw("key", Document())],
        _ => throw new ArgumentException(store.ToString(), nameof(store)),
    };

    private static byte[] Document()
    {
        using SampleWriter writer = SampleWriter.Open(null);
        writer.A.Set(Sample.Of(1));
        return writer.A.GetRaw()!;
    }

    private static Action[] OfEntry(SharedEntry<Sample> entry) =>
    [
        () => entry.ReadView<Sample.View, int>(static view => view.Text.Length),
        () => entry.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false),
        () => entry.Read(SampleFields.Number, SampleFields.Half),
    ];

    private static Action[] OfMap(SharedMap<string, Sample> map) =>
    [
        () => map.ReadView<Sample.View, long>("key", static view => view.Number),
        () => map["key"].Read(SampleFields.Half, SampleFields.Number),
        () => map.TryGet("key", out _),
        () => map.GetMany(["key"], new Sample?[1]),
    ];
}
