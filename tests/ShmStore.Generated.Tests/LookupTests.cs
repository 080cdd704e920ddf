using System.Collections.Frozen;
using System.Collections.Immutable;
using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Of what is read with the usual comparers nothing is lost without a word; and what could be read as something else is not.</summary>
public sealed class LookupTests : IDisposable
{
    private static readonly string First = new('a', 3);
    private static readonly string Second = new('a', 3);
    private static readonly DateTime Time = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly LookupStore.Writer _writer = LookupStore.CreateWriter();

    public static TheoryData<string, Lookups> Lossy => new()
    {
        { "Numbers", new() { Numbers = new(new FineComparer<decimal>()) { { 1.0m, "a" }, { 1.00m, "b" } } } },
        { "Sorted", new() { Sorted = new(new FineComparer<Half>()) { [Half.Zero] = 1, [Half.NegativeZero] = 2 } } },
        { "Texts", new() { Texts = new(new FineComparer<string>()) { First, Second } } },
        { "Ordered", new() { Ordered = new(new FineComparer<string>()) { First, Second } } },
        { "Any", new() { Any = new HashSet<string>(new FineComparer<string>()) { First, Second } } },
        { "Any", new() { Any = new SortedSet<string>(new FineComparer<string>()) { First, Second } } },
        { "Immutable", new() { Immutable = ImmutableHashSet.Create<string>(new FineComparer<string>(), First, Second) } },
        { "Frozen", new() { Frozen = FrozenSet.Create<string>(new FineComparer<string>(), First, Second) } },
        { "Times", new() { Times = [Time, Time.AddTicks(1)] } },
        { "Ids", new() { Ids = [new string('a', 24), new string('A', 24)] } },
    };

    public static TheoryData<Lookups> Whole =>
    [
        new Lookups { Numbers = new(new FineComparer<decimal>()) { [1.0m] = "a", [2.00m] = "b" } },
        new Lookups { Sorted = new(new FineComparer<Half>()) { [Half.One] = 1, [Half.NegativeOne] = 2 } },
        new Lookups { Texts = new(StringComparer.OrdinalIgnoreCase) { "a", "b" }, Ordered = new(StringComparer.InvariantCulture) { "a", "B", "b" } },
        new Lookups { Any = new HashSet<string>(new FineComparer<string>()) { "a", "b" }, Ids = [new string('a', 24), new string('b', 24)], Times = [Time, Time.AddMilliseconds(1)] },
    ];

    public void Dispose() => _writer.Dispose();

    [Theory]
    [MemberData(nameof(Lossy))]
    public void What_would_be_read_as_the_same_is_refused(string member, Lookups value)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => _writer.Lookups.Set(value));
        Assert.StartsWith($"Lookups.{member}", error.Message, StringComparison.Ordinal);
        Assert.Contains(": two keys or items are stored as ", error.Message, StringComparison.Ordinal);
        Assert.False(_writer.Lookups.HasValue);
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void What_would_not_comes_back(Lookups value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _writer.Lookups.Set(value);
        Lookups back = _writer.Lookups.Value;
        Assert.Equal(value.Numbers?.OrderBy(static entry => entry.Key), back.Numbers?.OrderBy(static entry => entry.Key));
        Assert.Equal(value.Sorted?.OrderBy(static entry => entry.Key), back.Sorted?.OrderBy(static entry => entry.Key));
        Assert.Equal(value.Texts?.Order(StringComparer.Ordinal), back.Texts?.Order(StringComparer.Ordinal));
        Assert.Equal(value.Ordered?.Order(StringComparer.Ordinal), back.Ordered);
        Assert.Equal(value.Any?.Order(StringComparer.Ordinal), back.Any?.Order(StringComparer.Ordinal));
        Assert.Equal(value.Ids?.Order(StringComparer.Ordinal), back.Ids?.Order(StringComparer.Ordinal));
        Assert.Equal(value.Times?.Order(), back.Times?.Order());
    }

    [Theory]
    [InlineData("http://a.b/c?d#e", UriKind.Absolute, "http://a.b/c?d#e")]
    [InlineData("a/b c", UriKind.Relative, "a/b c")]
    [InlineData("/a/b", UriKind.Relative, "/a/b")]
    [InlineData("/a/b c", UriKind.Absolute, "file:///a/b%20c")]
    public void An_address_comes_back_as_absolute_or_relative_as_it_was(string text, UriKind kind, string stored)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && stored == "file:///a/b%20c", "on Windows this is no absolute address");
        var address = new Uri(text, kind);
        _writer.Lookups.Set(new Lookups { Address = address });
        Uri back = _writer.Lookups.Value.Address!;
        Assert.Equal((address, kind == UriKind.Absolute), (back, back.IsAbsoluteUri));
        Assert.Equal(stored, Documents.Parse(_writer.Lookups.GetRaw()!)["Address"].AsString);
    }

    [Theory]
    [InlineData(@"C:\a")]
    [InlineData(@"\\srv\x")]
    public void A_relative_address_that_would_be_read_as_an_absolute_one_is_refused(string text)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => _writer.Lookups.Set(new Lookups { Address = new Uri(text, UriKind.Relative) }));
        Assert.StartsWith($"Lookups.Address: the relative address '{text}' would be read as an absolute one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Undefined_is_a_value_of_its_type()
    {
        _writer.Lookups.Set(new Lookups { Undefined = BsonUndefined.Value });
        Assert.Same(BsonUndefined.Value, _writer.Lookups.Value.Undefined);
        Assert.Same(BsonUndefined.Value, _writer.Lookups.Undefined);
        _writer.Lookups.Set(new Lookups());
        Assert.Null(_writer.Lookups.Undefined);
    }
}
