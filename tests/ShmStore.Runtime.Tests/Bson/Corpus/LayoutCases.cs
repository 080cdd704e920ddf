using ShmStore.Tests.Bson.Model;
using static ShmStore.Bson.BsonFormatReason;
using static ShmStore.Tests.Bson.Corpus.ReadCase;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>Documents that look as if they had the fixed prefix of an <see cref="Account"/>, and those that nearly have it.</summary>
internal static class LayoutCases
{
    private static readonly byte[] Canonical = Encoded.Of(new Account { Name = "n", Count = 41, Delta = 42, Opened = DateTime.UnixEpoch });

    // Length, then the elements from _id to Wide.
    private static readonly string Prefix = BytesNotation.Hex(Canonical.AsSpan(sizeof(int)..Account.FixedLayout.End));

    public static IEnumerable<ReadCase> All { get; } =
    [
        Read("the prefix", $"[ {Prefix} {Required} ]", a => a is { Count: 41, Delta: 42, Name: "n" }),
        Read("the prefix and its elements again", $"[ {Prefix} {Required} 10 Count: #7 12 Delta: {BytesNotation.Hex(new byte[8])} ]", a => a is { Count: 41, Delta: 42 }),
        Read("an element before the prefix", $"[ 10 Count: #7 {Prefix} {Required} ]", a => a is { Count: 7, Delta: 42 }),
        Read("an element without a name before the prefix", $"[ 0A : {Prefix} {Required} ]", a => a is { Count: 41, Delta: 42 }),
        Read("the prefix inside a string, at its place", $"[ {PrefixInText()} 10 Count: #7 {Required} ]", a => a is { Count: 7, Delta: 0, Wide: 0 }),
        Read("the prefix inside binary data, at its place", $"[ {PrefixInBinary()} 10 Count: #7 {Required} ]", a => a is { Count: 7, Delta: 0, Wide: 0 }),
        Read("the prefix inside a document", $"[ 03 x: [ {Prefix} ] 10 Count: #7 {Required} ]", a => a is { Count: 7, Delta: 0 }),
        Read("the prefix in another order", $"[ {Swapped()} {Required} ]", a => a is { Count: 41, Delta: 42 }),
        Read("the prefix with a wider number", $"[ {Part(0, Account.CountOffset - 7)} 12 Count: {BytesNotation.Hex(BitConverter.GetBytes(41L))} {Part(Account.CountOffset + 4, Account.FixedLayout.End)} {Required} ]", a => a is { Count: 41, Delta: 42 }),
        Read("the prefix without its end", $"[ {Part(0, Account.ColorOffset - 7)} {Required} ]", a => a is { Count: 41, Delta: 42, Color: 0, Wide: 0 }),
        Read("the prefix without its start", $"[ {Part(Account.ActiveOffset - 8, Account.FixedLayout.End)} {Required} ]", a => a is { Count: 41, Delta: 42 }),
        Read("the prefix, a name of another case", $"[ {Part(0, Account.CountOffset - 6)} count: #7 {Part(Account.CountOffset + 4, Account.FixedLayout.End)} {Required} ]", a => a is { Count: 0, Delta: 42 }),
        Refused("the prefix and nothing else", $"[ {Prefix} ]", MissingField, 0, "Name"),
        Refused("the prefix with a null", $"[ {Part(0, Account.CountOffset - 7)} 0A Count: {Part(Account.CountOffset + 4, Account.FixedLayout.End)} {Required} ]", TypeMismatch, Account.CountOffset - 7, "Count"),
        Refused("the prefix with a date that is none", $"[ {Part(0, Account.OpenedOffset)} {BytesNotation.Hex(BitConverter.GetBytes(long.MaxValue))} {Part(Account.OpenedOffset + 8, Account.FixedLayout.End)} {Required} ]", ValueOutOfRange, Account.OpenedOffset, "Opened"),
        Refused("the prefix with a legacy UUID", $"[ {Part(0, Account.TokenOffset)} #16 03 {Part(Account.TokenOffset + 5, Account.FixedLayout.End)} {Required} ]", TypeMismatch, Account.TokenOffset, "Token"),
    ];

    private static string Part(int start, int end) => BytesNotation.Hex(Canonical.AsSpan(Math.Max(start, sizeof(int))..end));

    // A string that starts where the prefix does and holds everything of it from the second element on, at its offsets.
    private static string PrefixInText()
    {
        byte[] template = Account.FixedLayout.Template.ToArray();
        const int TextStart = 4 + 5 + 4;
        string content = BytesNotation.Hex(new byte[Account.ActiveOffset - 8 - TextStart]) + BytesNotation.Hex(template.AsSpan(Account.ActiveOffset - 8));
        return $"02 _ie: #{Account.FixedLayout.End - TextStart + 1} {content} 00";
    }

    private static string PrefixInBinary()
    {
        const int DataStart = 4 + 5 + 4 + 1;
        return $"05 _ie: #{Account.FixedLayout.End - DataStart} 00 {BytesNotation.Hex(new byte[Account.ActiveOffset - 8 - DataStart])} {Part(Account.ActiveOffset - 8, Account.FixedLayout.End)}";
    }

    private static string Swapped() =>
        $"{Part(0, Account.CountOffset - 7)} {Part(Account.DeltaOffset - 7, Account.DeltaOffset + 8)} {Part(Account.CountOffset - 7, Account.CountOffset + 4)} {Part(Account.DeltaOffset + 8, Account.FixedLayout.End)}";
}
