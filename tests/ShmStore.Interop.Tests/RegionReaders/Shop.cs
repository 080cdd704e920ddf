using MongoDB.Bson;

namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>A store with keys of every kind, and maps with keys of every type.</summary>
[SharedStore]
public sealed partial class Shop
{
    public partial SharedEntry<Account> Left { get; }

    public partial SharedEntry<Account> Right { get; }

    public partial SharedAtomic<long> Ticks { get; }

    public partial SharedMap<string, Account> ByText { get; }

    public partial SharedMap<int, Account> ByNumber { get; }

    public partial SharedMap<long, Account> ByLong { get; }

    public partial SharedMap<Guid, Account> ByToken { get; }

    public partial SharedMap<ObjectId, Account> ById { get; }

    public partial SharedMap<Colour, Account> ByColour { get; }

    public partial SharedMap<byte[], Account> ByBytes { get; }

    public partial SharedDocumentMap<Guid> Notes { get; }

    public partial SharedDocument Settings { get; }

    public partial SharedAtomic<bool> IsOpen { get; }

    public partial SharedAtomic<double> Rate { get; }

    public partial SharedAtomic<int> Small { get; }
}
