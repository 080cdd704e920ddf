using System.Globalization;

namespace ShmStore.TestHost.Samples;

/// <summary>Commits that set all entries of a store to the same number, so that a snapshot that is not of one commit shows.</summary>
public static class SampleCommits
{
    private static readonly int[] Lengths = [1, 40, 300, 2000, 16];

    /// <summary>Sets all entries in one commit.</summary>
    /// <returns>The version.</returns>
    public static long Write(SampleWriter writer, long number)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using StoreCommit commit = writer.BeginCommit();
        for (int key = 0; key < writer.Entries.Count; key++)
            writer.Entries[key].Set(Sample.Of(number, Lengths[(number + key) % Lengths.Length]));
        return commit.Complete();
    }

    /// <summary>Reads all entries, each in another way.</summary>
    public static (long Number, long Version)[] Read(SampleStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return
        [
            (store.A.Value.Number, store.A.Version),
            (store.B.GetFixed<long, long, Bson.Int64Codec>(Sample.NumberOffset, "Number"u8, false), store.B.Version),
            (store.C.ReadView<Sample.View, long>(static view => view.IsWhole ? view.Number : -1), store.C.Version),
            store.D.TryGet(out Sample? value, out long version) && value.IsWhole ? (value.Number, version) : (-2, version),
        ];
    }

    /// <summary>What is wrong with what was read; null when all of it is of one commit that is none before <paramref name="notBefore"/>.</summary>
    public static string? Check((long Number, long Version)[] read, long notBefore = 0)
    {
        ArgumentNullException.ThrowIfNull(read);
        (long number, long version) = read[0];
        if (Array.Exists(read, other => other != read[0]))
            return "mixed: " + string.Join(", ", read);
        return version < notBefore || number < 0 ? string.Create(CultureInfo.InvariantCulture, $"version {version} after {notBefore}") : null;
    }

    /// <summary>Takes snapshots until told to stop or something is wrong; tells what.</summary>
    public static string? CheckUntil(SampleStore store, Func<bool> stop)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stop);
        long version = 0;
        while (!stop())
        {
            (long Number, long Version)[] read = store.Snapshot(Read);
            if (Check(read, version) is { } wrong)
                return wrong;
            version = read[0].Version;
        }

        return null;
    }
}
