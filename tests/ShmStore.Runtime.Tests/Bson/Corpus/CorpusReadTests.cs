using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>Valid documents of other writers as objects of a type: through a store, and in a packed buffer.</summary>
public sealed class CorpusReadTests(CorpusStore store) : IClassFixture<CorpusStore>
{
    private static readonly Dictionary<string, ReadCase> ByName =
        ReadCases.All.Concat(LayoutCases.All).ToDictionary(each => each.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Setting_raw_bytes(string name)
    {
        ReadCase each = ByName[name];
        BsonValidation.Validate(each.Document);
        if (each.Holds is null)
        {
            AssertError(each, store.AssertUnchangedBy<BsonFormatException>(() => store.Account.SetRaw(each.Document)));
            return;
        }
        store.Account.SetRaw(each.Document);
        Account account = store.Account.Value;
        Assert.True(each.Holds(account), name);
        // The members at constant offsets, in place.
        Assert.Equal(account.Count, store.Account.GetFixed<int, int, Int32Codec>(Account.CountOffset, "Count"u8, required: false));
        Assert.Equal(account.Delta, store.Account.GetFixed<long, long, Int64Codec>(Account.DeltaOffset, "Delta"u8, required: false));
        Assert.Equal(
            (account.Count, account.Delta, account.Ratio, account.Color, account.Wide),
            store.Account.ReadView<Account.View, (int, long, double, Color, Wide)>(static view => (view.Count, view.Delta, view.Ratio, view.Color, view.Wide)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_a_packed_buffer(string name)
    {
        ReadCase each = ByName[name];
        SharedObjectStore packed = SharedObjectStore.FromMemoryMap(each.Document, new MemoryMap([new("it", new(0, each.Document.Length))]));
        if (each.Holds is null)
            AssertError(each, Assert.Throws<BsonFormatException>(() => packed.Get<Account>("it")));
        else
            Assert.True(each.Holds(packed.Get<Account>("it")), name);
    }

    private static void AssertError(ReadCase expected, BsonFormatException error) =>
        Assert.Equal((expected.Reason, expected.Offset, expected.Path), (error.Reason, error.Offset, error.FieldPath));
}
