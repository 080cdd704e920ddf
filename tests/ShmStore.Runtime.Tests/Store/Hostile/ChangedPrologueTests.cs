using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Backups;
using ShmStore.Store.Building;
using ShmStore.Store.Reading;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Hostile;

/// <summary>A copy of an entry's block says no other length of its key than was copied, also when a writer that keeps no rules changes it meanwhile and leaves the version as it is.</summary>
public sealed unsafe class ChangedPrologueTests
{
    private const int Copies = 50_000;

    [Fact]
    public void A_copy_agrees_with_itself()
    {
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 16 << 20 });
        writer.Texts.Set("a key", Sample.Of(1, 60_000));
        var commits = writer.Attachment.Writer!;
        long block = StoreInspection.Blocks(commits.Region).Single(block => commits.HeaderOf(block) is { Version: > 0, Length: > 60_000 });
        BlockHeader header = commits.HeaderOf(block);
        uint word = *(uint*)header.Document;
        uint other = EntryLayout.Word(0, 30_000);
        Assert.Equal(EntryLayout.Word(0, "a key".Length), word);
        header.Length = 20_000;
        bool ended = false;
        var scribbler = new Thread(() =>
        {
            while (!Volatile.Read(ref ended))
            {
                Volatile.Write(ref *(uint*)header.Document, other);
                Volatile.Write(ref *(uint*)header.Document, word);
            }
        });
        scribbler.Start();
        int copied = 0;
        try
        {
            for (int copy = 0; copy < Copies; copy++)
            {
                if (!BlockCopier.TryCopy(commits.Region, new BlockStamp(block, header.Version), isEntry: true, out BlockCopy made))
                    continue;
                copied++;
                uint said = BitConverter.ToUInt32(made.Content);
                Assert.Equal(made.Prologue, EntryLayout.BytesBeforeKey(said) + EntryLayout.KeyLength(said));
            }
        }
        finally
        {
            Volatile.Write(ref ended, true);
            scribbler.Join();
        }

        Assert.InRange(copied, 1, Copies);
    }
}
