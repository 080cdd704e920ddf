using ShmStore.Bson;
using ShmStore.Generated.Tests.Shapes;
using ShmStore.Tests;
using Inner = ShmStore.Generated.Tests.Shapes.Outer<System.IO.MemoryStream>.Inner;
using Keyword = ShmStore.Generated.Tests.Shapes.@namespace.@event.@class;

#pragma warning disable CA5394 // Repeatable damage is what this Random is for.
namespace ShmStore.Generated.Tests;

/// <summary>Damaged documents of generated types: a value or a <see cref="BsonFormatException"/>, and what is refused is not stored. Every run damages the same.</summary>
public sealed class MutationTests : IDisposable
{
    private const int Rounds = 3_000;
    private const int Seed = 1;

    private static readonly BsonFormatReason[] ReasonsOfValues = [BsonFormatReason.TypeMismatch, BsonFormatReason.ValueOutOfRange, BsonFormatReason.MissingField];

    // Small counts, type bytes and the edges of signed bytes.
    private static readonly byte[] Telling = [0, 1, 2, 3, 4, 5, 8, 0x0A, 0x10, 0x12, 0x13, 0x7F, 0x80, 0xFF];

    private readonly ShapeStore.Writer _writer = ShapeStore.CreateWriter();

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void Every_scalar() => Damage(_writer.AllFields, Samples.AllFields, static document => new AllFields.View(document).ToObject());

    [Fact]
    public void Nullable_members() => Damage(_writer.NullableFields, Samples.NullableFields, static document => new NullableFields.View(document).ToObject());

    [Fact]
    public void Collections() => Damage(_writer.Collections, Samples.Collections, static document => new Collections.View(document).ToObject());

    [Fact]
    public void Structs() => Damage(_writer.Pair, Samples.Pair, static document => new Pair.View(document).ToObject());

    [Fact]
    public void A_type_that_holds_itself() => Damage(_writer.Inner, Samples.Inner, static document => new Inner.View(document).ToObject());

    [Fact]
    public void Odd_names() => Damage(_writer.@class, Samples.Keyword, static document => new Keyword.View(document).ToObject());

    private static void Damage<T>(SharedEntryWriter<T> entry, T sample, Func<DocumentView, T> view)
        where T : ISharedObject<T>
    {
        var random = new Random(Seed);
        entry.Set(sample);
        byte[] original = entry.GetRaw()!;
        int stored = 0, refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = [.. original];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
                bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? Telling[random.Next(Telling.Length)] : (byte)random.Next(256);
            try
            {
                _ = TryOne(bytes) ? refused++ : stored++;
            }
            catch (Exception failure)
            {
                throw new Xunit.Sdk.XunitException(
                    $"{failure.Message}\nIn round {round} of seed {Seed}: {Convert.ToHexString(bytes)}\nagain: dotnet run --project tests/ShmStore.Generated.Tests -- -class \"*.{nameof(MutationTests)}\"", failure);
            }
        }

        Assert.True(stored > Rounds / 50 && refused > Rounds / 10, $"{stored} stored, {refused} refused");
        Counts.Add("fuzz executions", Rounds);

        bool TryOne(byte[] bytes)
        {
            // As bytes of a block that its writer marked as canonical, before it was torn.
            Attempt(() => T.Read(new DocumentView(bytes, T.FixedLayout.End)));
            Attempt(() => view(new DocumentView(bytes, T.FixedLayout.End)));
            BsonFormatException? error = Attempt(() => BsonValidation.Validate(bytes));
            BsonFormatException? unreadable = Attempt(() => T.Read(DocumentView.Of<T>(bytes)));
            Assert.True(error is not null || unreadable is null || ReasonsOfValues.Contains(unreadable.Reason), unreadable?.Message);

            long version = entry.Version;
            BsonFormatException? refusal = Attempt(() => entry.SetRaw(bytes));
            Assert.Equal((error ?? unreadable)?.Message, refusal?.Message);
            Assert.Equal(refusal is not null, entry.Version == version);
            return refusal is not null;
        }
    }

    private static BsonFormatException? Attempt(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (BsonFormatException e)
        {
            return e;
        }
    }
}
