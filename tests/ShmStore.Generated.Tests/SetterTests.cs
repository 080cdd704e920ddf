using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Replacing one member of a stored object: <c>writer.Primary.SetLong(5)</c>.</summary>
public sealed class SetterTests : IDisposable
{
    private readonly Market.Writer _writer = Market.CreateWriter();

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void Only_the_member_changes_and_it_is_a_commit()
    {
        long version = _writer.Primary.Set(Samples.AllFields);
        Assert.Equal(version + 1, _writer.Primary.SetLong(5));
        Assert.Equal(version + 2, _writer.Primary.SetFlag(false));
        Assert.Equal(version + 3, _writer.Primary.SetGuid(Guid.Empty));
        AllFields expected = Samples.AllFields with { Long = 5, Flag = false, Guid = Guid.Empty };
        using Market market = _writer.OpenReader();
        Assert.Equal((version + 3, 5), (market.Primary.Version, market.Primary.Long));
        Assert.Equal(Encode(expected), market.GetRaw(Market.Key.Primary));
        Assert.Equal(expected.ToString(), market.Primary.Value.ToString());
    }

    [Fact]
    public void Every_kind_of_fixed_member()
    {
        _writer.Primary.Set(new AllFields { Text = Samples.AllFields.Text, Bytes = Samples.AllFields.Bytes, Time = DateTime.UnixEpoch });
        AllFields all = Samples.AllFields;
        _writer.Primary.SetFlag(all.Flag);
        _writer.Primary.SetInt(all.Int);
        _writer.Primary.SetLong(all.Long);
        _writer.Primary.SetDouble(all.Double);
        _writer.Primary.SetDecimal(all.Decimal);
        _writer.Primary.SetTime(all.Time);
        _writer.Primary.SetGuid(all.Guid);
        _writer.Primary.SetId(all.Id);
        _writer.Primary.SetSmall(all.Small);
        _writer.Primary.SetLarge(all.Large);
        Assert.Equal(Encode(all), _writer.GetRaw(Market.Key.Primary));
    }

    [Fact]
    public void A_document_from_elsewhere_keeps_its_order_its_other_elements_and_their_types()
    {
        BsonDocument foreign = new() { { "more", 1 }, { "Right", "text" }, { "Left", 7 }, { "last", BsonNull.Value } };
        _writer.Pair.SetRaw(foreign.ToBson());
        _writer.Pair.SetLeft(8);
        foreign["Left"] = 8L;
        Assert.Equal(foreign.ToBson(), _writer.GetRaw(Market.Key.Pair));
        Assert.Equal(new Pair(8, "text"), _writer.Pair.Value);
    }

    [Fact]
    public void A_missing_element_is_added()
    {
        _writer.Primary.SetRaw(new BsonDocument { { "Text", "t" }, { "Bytes", new byte[1] } }.ToBson());
        _writer.Primary.SetInt(3);
        Assert.Equal(new BsonDocument { { "Text", "t" }, { "Bytes", new byte[1] }, { "Int", 3 } }.ToBson(), _writer.GetRaw(Market.Key.Primary));
    }

    [Fact]
    public void Of_elements_with_one_name_the_first_counts()
    {
        _writer.Pair.SetRaw(new BsonDocument(allowDuplicateNames: true) { { "Left", 1 }, { "more", 2 }, { "Left", 3 } }.ToBson());
        _writer.Pair.SetLeft(4);
        Assert.Equal(4, _writer.Pair.Left);
    }

    [Fact]
    public void What_cannot_be_set_changes_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => _writer.Primary.SetLong(1));
        long version = _writer.Primary.Set(Samples.AllFields);
        var error = Assert.Throws<ArgumentException>(() => _writer.Primary.SetTime(new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)));
        Assert.StartsWith("AllFields.Time: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(version, _writer.Primary.Version);
        _writer.Primary.Clear();
        Assert.Throws<InvalidOperationException>(() => _writer.Primary.SetLong(1));
    }

    [Fact]
    public void Where_there_may_be_no_value_it_is_set_if_there_is_one()
    {
        long before = _writer.Version;
        Assert.False(_writer.Primary.TrySetLong(1));
        Assert.Equal(before, _writer.Version);
        long version = _writer.Primary.Set(Samples.AllFields);
        Assert.True(_writer.Primary.TrySetLong(5));
        Assert.Equal((version + 1, 5), (_writer.Primary.Version, _writer.Primary.Long));
        Assert.Throws<ArgumentException>(() => _writer.Primary.TrySetTime(new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)));
        _writer.Pair.SetRaw(new BsonDocument { { "Right", "text" }, { "Left", 7 } }.ToBson());
        Assert.True(_writer.Pair.TrySetLeft(8));
        Assert.Equal(new Pair(8, "text"), _writer.Pair.Value);
        _writer.Pair.Clear();
        Assert.False(_writer.Pair.TrySetLeft(9));
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.Primary.Clear();
            Assert.False(_writer.Primary.TrySetLong(6));
            _writer.Pair.Set(new Pair(1, "new"));
            Assert.True(_writer.Pair.TrySetLeft(2));
            commit.Complete();
        }

        Assert.Equal((false, 2), (_writer.Primary.HasValue, _writer.Pair.Left));
    }

    [Fact]
    public void Within_a_commit_it_changes_what_is_staged()
    {
        _writer.Primary.Set(Samples.AllFields);
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.Primary.SetLong(1);
            _writer.Primary.SetInt(2);
            _writer.Pair.SetRaw(new BsonDocument("Left", 1).ToBson());
            _writer.Pair.SetLeft(9);
            Assert.Equal((Samples.AllFields.Long, false), (_writer.Primary.Long, _writer.Pair.HasValue));
            commit.Complete();
        }

        Assert.Equal((1, 2, 9), (_writer.Primary.Long, _writer.Primary.Int, _writer.Pair.Left));
        using (_writer.BeginCommit())
        {
            _writer.Primary.SetLong(3);
        }

        Assert.Equal(1, _writer.Primary.Long);
    }

    [Fact]
    public async Task Those_who_wait_are_woken()
    {
        long version = _writer.Primary.Set(Samples.AllFields);
        using Market market = _writer.OpenReader();
        Task<long> change = market.Primary.WaitForChangeAsync(version, TestContext.Current.CancellationToken);
        Assert.False(change.IsCompleted);
        Assert.Equal(_writer.Primary.SetLong(1), await change);
    }

    [Fact]
    public async Task Readers_see_a_whole_version()
    {
        _writer.Primary.Set(Samples.AllFields with { Long = 0, Int = 0 });
        using Market market = _writer.OpenReader();
        bool stop = false;
        Task<string?> reading = Task.Run(() =>
        {
            long last = 0;
            while (!Volatile.Read(ref stop))
            {
                (long number, int half, string text) = market.Primary.Read(static view => (view.Long, view.Int, view.Text.ToString()));
                if (number < last || number - half is < 0 or > 1 || text != Samples.AllFields.Text)
                    return $"{number}, {half} and '{text}' after {last}";
                last = number;
            }

            return null;
        });
        for (int i = 1; i <= 50_000; i++)
        {
            _writer.Primary.SetLong(i);
            _writer.Primary.SetInt(i);
        }

        Volatile.Write(ref stop, true);
        Assert.Null(await reading);
    }

    private static byte[] Encode(AllFields value)
    {
        using Market.Writer writer = Market.CreateWriter();
        writer.Primary.Set(value);
        return writer.GetRaw(Market.Key.Primary)!;
    }
}
