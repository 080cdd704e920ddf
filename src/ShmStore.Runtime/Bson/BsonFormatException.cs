using System.Globalization;

namespace ShmStore.Bson;

/// <summary>Bytes are not the BSON that was expected. The message holds the problem, the place and the reason; and the key, if they were read from a store.</summary>
public sealed class BsonFormatException : FormatException
{
    /// <summary>Creates the error.</summary>
    /// <param name="reason">What kind of problem it is.</param>
    /// <param name="offset">Where, in bytes from the start of the root document; -1 if unknown.</param>
    /// <param name="fieldPath">The element, as in <c>Positions[3].Name</c>; empty for the root document.</param>
    /// <param name="problem">The problem in words, with its numbers.</param>
    public BsonFormatException(BsonFormatReason reason, int offset, string fieldPath, string problem)
        : this(reason, offset, fieldPath, problem, cause: null)
    {
    }

    /// <summary>Creates the error of what something else has thrown.</summary>
    internal BsonFormatException(BsonFormatReason reason, int offset, string fieldPath, string problem, Exception? cause)
        : base(Describe(reason, offset, fieldPath, problem), cause)
    {
        Reason = reason;
        Offset = offset;
        FieldPath = fieldPath;
    }

    /// <summary>What kind of problem it is.</summary>
    public BsonFormatReason Reason { get; }

    /// <summary>Where the problem is, in bytes from the start of the root document; -1 if unknown.</summary>
    public int Offset { get; }

    /// <summary>The element concerned, as in <c>Positions[3].Name</c>; empty for the root document.</summary>
    public string FieldPath { get; }

    /// <summary>Full name of the key of the store that was read, with that of the entry if it is a map's, as in <c>Shop.Prices["EURUSD"]</c>: long ones are cut. Null if it was not read from a store.</summary>
    public string? Key { get; private set; }

    /// <summary>Number of the commit that wrote what could not be read, as its <c>Version</c> tells it; 0 if it was not read from a store.</summary>
    public long Version { get; private set; }

    /// <inheritdoc/>
    public override string Message => Key is null ? base.Message : $"'{Key}': {base.Message}";

    /// <summary>Notes what was read: in place, so that the error stays the one that was thrown. The first time counts, which is nearest to where it was.</summary>
    internal void NoteKey(string key, long version)
    {
        if (Key is not null)
            return;
        Key = key;
        Version = version;
    }

    private static string Describe(BsonFormatReason reason, int offset, string fieldPath, string problem)
    {
        string subject = fieldPath.Length == 0 ? "BSON document" : $"BSON element '{Bson.FieldPath.Shorten(fieldPath)}'";
        string place = offset < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" at offset {offset}");
        return $"{subject}{place}: {problem} ({reason}).";
    }
}
