using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Backups;

/// <summary>Stores that have become as large as they may.</summary>
internal static class FullStore
{
    private const int Keys = 20_000;
    private const int Refusals = 100;

    /// <summary>Adds, replaces and removes entries of both maps until the store has refused many of them.</summary>
    /// <param name="writer">Writes it.</param>
    /// <param name="kind">0 for entries that are small, 1 for unlike ones, 2 for small ones and few that are large.</param>
    /// <param name="seed">Of what is random.</param>
    public static void Fill(MapStoreWriter writer, int kind, int seed)
    {
        var random = new Random(seed);
        int refused = 0;
        for (int i = 0; refused < Refusals; i++)
        {
            int key = random.Next(Keys);
            try
            {
                switch (random.Next(8))
                {
                    case 0:
                        writer.Numbers.Remove(key);
                        break;
                    case 1:
                        writer.Texts.Set($"a longer key {key}", Sample.Of(i));
                        break;
                    default:
                        writer.Numbers.Set(key, Sample.Of(i, LengthOf(kind, random)));
                        break;
                }
            }
            catch (StoreFullException)
            {
                refused++;
            }
        }
    }

    private static int LengthOf(int kind, Random random) => kind switch
    {
        0 => 10,
        1 => 1 + random.Next(400),
        _ => random.Next(20) == 0 ? 1 + random.Next(20_000) : 20,
    };
}
