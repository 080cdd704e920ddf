using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.Torture.Samples;

namespace ShmStore.Torture.Readers;

/// <summary>
/// The read protocol, step by step, with a rest of some milliseconds within it, so that the writers reuse the very block that is being read. The product's reader has no such gap, or a short one: this is how
/// the gaps are found that a scheduler opens.
/// </summary>
internal sealed unsafe class SlowReader(TortureStore store, ReadProtocol protocol, Random random)
{
    private const int Rests = 4;

    private readonly Region _region = store.Attachment.Region;
    private readonly RegionAreas _areas = RegionAreas.Read(store.Attachment.Region);

    /// <summary>Reads an entry once.</summary>
    /// <returns>False when the read does not count.</returns>
    public bool TryRead(int key, out Item item, out string? fault)
    {
        item = null!;
        fault = null;
        int rest = random.Next(Rests);
        long* slot = (long*)(_region.Origin + _areas.SlotAt(SlotLayout.FirstKeySlot + key));
        long offset = Volatile.Read(ref *slot);
        Rest(rest == 0);
        var header = new BlockHeader(_region.Origin + offset);
        if (offset <= 0 || offset > _region.Refresh() - BlockLayout.HeaderLength)
            return false;
        long version = Volatile.Read(ref header.Version);
        Rest(rest == 1);
        if (version == 0 || (protocol != ReadProtocol.NoSecondLook && Volatile.Read(ref *slot) != offset))
            return false;
        int length = header.Length;
        if ((uint)length > (ulong)(_region.Refresh() - offset - BlockLayout.HeaderLength))
            return false;
        byte[] document = new byte[length];
        new ReadOnlySpan<byte>(header.Document, length / 2).CopyTo(document);
        Rest(rest == 2);
        new ReadOnlySpan<byte>(header.Document + (length / 2), length - (length / 2)).CopyTo(document.AsSpan(length / 2));
        Rest(rest == 3);
        Volatile.ReadBarrier();
        if (protocol != ReadProtocol.NoValidation && header.Version != version)
            return false;
        GC.KeepAlive(_region);
        try
        {
            BsonValidation.Validate(document);
            item = Parse<Item>(document);
        }
        catch (Exception torn) when (torn is BsonFormatException or ArgumentException or FormatException)
        {
            fault = $"torn: {torn.Message}";
        }

        return true;
    }

    private static T Parse<T>(byte[] document)
        where T : ISharedObject<T> => T.Read(new DocumentView(document));

    private void Rest(bool here)
    {
        if (here)
            Thread.Sleep(random.Next(1, 12));
    }
}
