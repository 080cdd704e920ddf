using MongoDB.Bson;
using ShmStore.Memory.Linux;
using ShmStore.Store.Attaching;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>A store with one document and one <see cref="Account"/>, both set: what a refused document must leave alone.</summary>
public sealed class CorpusStore : IDisposable
{
    private static readonly StoreSchema Schema = new(new BsonDocument
    {
        ["store"] = "Tests.CorpusStore",
        ["keys"] = new BsonArray
        {
            new BsonDocument { ["name"] = "Document", ["kind"] = "document" },
            new BsonDocument { ["name"] = "Account", ["kind"] = "entry", ["type"] = "Tests.Account" },
        },
        ["types"] = new BsonArray { new BsonDocument { ["name"] = "Tests.Account", ["fields"] = new BsonArray() } },
    }.ToBson());

    private readonly Writer _writer;

    public CorpusStore()
    {
        StoreAttachment attachment = new StoreOpener(new LinuxRegionProvider()).CreateWriter(Schema, null, new StoreOptions { MaximumSize = 64 * 1024 * 1024 });
        _writer = new Writer(attachment);
        Document = new SharedDocumentWriter(attachment, 0);
        Account = new SharedEntryWriter<Account>(attachment, 1);
        Document.Set(new BsonDocument("untouched", true));
        Account.Set(Samples.Account);
    }

    internal SharedDocumentWriter Document { get; }

    internal SharedEntryWriter<Account> Account { get; }

    /// <summary>Runs something that is refused, and checks that both values and their versions are the same after it.</summary>
    internal TError AssertUnchangedBy<TError>(Action refused)
        where TError : Exception
    {
        (long, long) versions = (Document.Version, Account.Version);
        (byte[]?, byte[]?) values = (Document.GetRaw(), Account.GetRaw());
        TError error = Assert.Throws<TError>(refused);
        Assert.Equal(versions, (Document.Version, Account.Version));
        Assert.Equal(values.Item1, Document.GetRaw());
        Assert.Equal(values.Item2, Account.GetRaw());
        return error;
    }

    public void Dispose() => _writer.Dispose();

    private sealed class Writer(StoreAttachment attachment) : SharedStoreWriter(attachment);
}
