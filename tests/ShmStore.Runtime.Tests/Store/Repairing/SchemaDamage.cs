using System.Text;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>Makes stores, and damages their schemas.</summary>
internal static class SchemaDamage
{
    /// <summary>A store with the values <c>Sample.Of(1)</c> and <c>Sample.Of(2, 1000)</c>, in the place of one that may be there.</summary>
    public static void Make(string path, bool checksums)
    {
        File.Delete(path);
        using var writer = SampleWriter.Open(path, new StoreOptions { Checksums = checksums, MaximumSize = 4 << 20 });
        writer.A.Set(Sample.Of(1));
        writer.B.Set(Sample.Of(2, 1000));
    }

    /// <summary>Where the word of a slot is.</summary>
    public static int SlotAt(int slot) => HeaderLayout.Length + (slot * SlotLayout.Stride);

    /// <summary>Where the block of the schema is.</summary>
    public static int BlockOf(byte[] file) => (int)BitConverter.ToInt64(file, SlotAt(SlotLayout.SchemaSlot));

    /// <summary>Gives the first of a name in the schema another name of the same length.</summary>
    public static void Rename(string path, string name, string other)
    {
        byte[] file = File.ReadAllBytes(path);
        int block = BlockOf(file);
        int at = file.AsSpan(block).IndexOf(Encoding.UTF8.GetBytes(name + "\0"));
        Encoding.UTF8.GetBytes(other).CopyTo(file, block + at);
        File.WriteAllBytes(path, file);
    }

    /// <summary>Leaves a document whose first element has a type that there is not.</summary>
    public static void MakeUnreadable(string path) =>
        StoreOnDisk.Poke(path, BlockOf(File.ReadAllBytes(path)) + BlockLayout.HeaderLength + sizeof(int), (byte)0x66);
}
