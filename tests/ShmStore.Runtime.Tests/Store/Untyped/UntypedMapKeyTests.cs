using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Untyped;

/// <summary>A text that is no key of a map is told as the argument that the caller knows.</summary>
public sealed class UntypedMapKeyTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public UntypedMapKeyTests() => MapStoreWriter.Open(_folder.File()).Dispose();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_that_is_none()
    {
        using UntypedStore store = UntypedStore.Open(_folder.File());
        UntypedMap map = store.Map("Numbers");
        Assert.Equal("key", Assert.Throws<ArgumentException>(() => map["no number"]).ParamName);
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => map[null!]).ParamName);
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => map.TryGetValue(null!, out _, out _)).ParamName);
    }
}
