using ShmStore.Store.Reading;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>An enumerator of a map that is moved on while it looks for the next entry.</summary>
public sealed class EnumerationMisuseTests : IDisposable
{
    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void By_the_function_that_reads_is_an_error_that_says_so()
    {
        _writer.Numbers.SetMany(Enumerable.Range(0, 3).Select(static i => KeyValuePair.Create(i, Sample.Of(i))));
        IEnumerator<KeyValuePair<int, int>>? entries = null;
        entries = _writer.Numbers.ReadAll<CallbackReader<int>, int>(new CallbackReader<int>(_ => entries!.MoveNext() ? 1 : 0)).GetEnumerator();
        var error = Assert.Throws<InvalidOperationException>(() => entries.MoveNext());
        Assert.Contains("by the function that reads an entry", error.Message, StringComparison.Ordinal);
        Assert.False(entries.MoveNext());
    }
}
