using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

/// <summary>Reading in place and encoding allocate nothing.</summary>
public class AllocationTests
{
    private static readonly byte[] Document = Samples.Encode(Samples.Account);

    [Fact]
    public void Fixed_fields() => Allocations.AssertNone(static () =>
    {
        var view = new Account.View(DocumentView.Of<Account>(Document));
        return view.Id.Timestamp + view.Count + view.Delta + (long)view.Ratio + (long)view.Balance + view.Opened.Ticks
            + view.Token.Version + (long)view.Color + (long)view.Wide + (view.Active ? 1 : 0);
    });

    [Fact]
    public void Fixed_fields_of_unknown_layout() => Allocations.AssertNone(static () =>
    {
        var view = new Account.View(new DocumentView(Document));
        return view.Id.Timestamp + view.Count + view.Delta + view.Token.Version + (long)view.Balance + (long)view.Color;
    });

    [Fact]
    public void Views() => Allocations.AssertNone(static () =>
    {
        var view = new Account.View(DocumentView.Of<Account>(Document));
        long sum = view.Name.Length + (view.Note == "äöü €😀" ? 1 : 0) + (view.Limit ?? 0) + view.Blob.Length + view.Main.Quantity;
        foreach (Position.View position in view.Positions)
            sum += position.Quantity + position.Name.Length;
        foreach (ArrayView<int, Int32Codec> row in view.Matrix)
        {
            foreach (int cell in row)
                sum += cell;
        }
        return sum;
    });

    [Fact]
    public void Validation() => Allocations.AssertNone(static () =>
    {
        BsonValidation.Validate(Document);
        return 1;
    });

    [Fact]
    public void Encoding()
    {
        Account account = Samples.Account;
        Allocations.AssertNone(() =>
        {
            using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
            return encoder.Encode(account).Length;
        });
    }
}
