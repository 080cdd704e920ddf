using System.ComponentModel;
using System.Reflection;

namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>What users call on a typed map they can call on a schemaless one, and the other way round.</summary>
public sealed class SameMembersTests
{
    // Of typed maps: what an entry has, and what the generator adds with the type of the view.
    private static readonly string[] OfEntriesAndViews = ["TryGet", "get_Item", "GetRaw", "ToExtendedJson", "Read", "TryRead", "ReadMany", "ReadAll", "ReadValues"];

    [Fact]
    public void Of_readers() => Assert.Equal(MembersOf(typeof(SharedMap<,>)), MembersOf(typeof(SharedDocumentMap<>)));

    [Fact]
    public void Of_writers() => Assert.Equal(MembersOf(typeof(SharedMapWriter<,>)), MembersOf(typeof(SharedDocumentMapWriter<>)));

    [Fact]
    public void By_text_that_is_no_string() => Assert.Equal(
        KeysOf(static map => map.StartsWith("SharedMap`2", StringComparison.Ordinal)),
        KeysOf(static map => map.StartsWith("SharedDocumentMap`1", StringComparison.Ordinal)));

    private static string[] MembersOf(Type map) =>
    [
        .. map.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(static method => method.GetCustomAttribute<EditorBrowsableAttribute>() is not { State: EditorBrowsableState.Never } && !OfEntriesAndViews.Contains(method.Name))
            .Select(static method => method.ToString()!.Replace("MongoDB.Bson.BsonDocument", "TValue", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    // The types of the keys that maps of this kind are looked up by.
    private static string[] KeysOf(Func<string, bool> isKind) =>
    [
        .. typeof(SharedMapTextKeys).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Where(method => isKind(method.GetParameters()[0].ParameterType.Name))
            .Select(static method => method.GetParameters()[1].ParameterType.ToString())
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
