using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store;

/// <summary>Entries as extended JSON.</summary>
public sealed class EntryJsonTests : IDisposable
{
    private readonly SampleWriter _writer = new(new StoreOpener(new PortableRegionProvider()).CreateWriter(SampleStore.Schema, null, new StoreOptions()));

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void An_entry_comes_back_from_its_json()
    {
        Assert.Null(_writer.A.ToExtendedJson());
        _writer.A.Set(Sample.Of(7));
        string json = _writer.A.ToExtendedJson()!;
        Assert.Contains("\"Number\" : { \"$numberLong\" : \"7\" }", json, StringComparison.Ordinal);
        Assert.Contains("\"Number\" : 7", _writer.A.ToExtendedJson(relaxed: true), StringComparison.Ordinal);
        long version = _writer.B.SetExtendedJson(json);
        Assert.Equal(version, _writer.B.Version);
        Assert.Equal(Sample.Of(7), _writer.B.Value);
        _writer.B.SetExtendedJson(_writer.A.ToExtendedJson(relaxed: true)!);
        Assert.Equal(Sample.Of(7), _writer.B.Value);
    }

    [Theory]
    [InlineData("{ }")]
    [InlineData("{ \"Text\" : 1 }")]
    [InlineData("nothing")]
    public void Json_of_something_else_changes_nothing(string json)
    {
        _writer.A.Set(Sample.Of(7));
        Assert.ThrowsAny<FormatException>(() => _writer.A.SetExtendedJson(json));
        Assert.Equal(Sample.Of(7), _writer.A.Value);
    }
}
