using System.Globalization;
using ShmStore.TestHost.Hostile;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-garble path seed rounds</c>: writes random bytes all over copies of a store, or cuts them at random, uses them in every way, and repairs them. The same for the same store, seed and round.</summary>
internal static class StoreGarbleCommand
{
    private const int PageLength = 4096;
    private const int MostPlaces = 64;

    // Of one seed: a round of another is damaged otherwise.
    private const int MostRounds = 1009;

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        int seed = int.Parse(args[1], CultureInfo.InvariantCulture);
        int rounds = int.Parse(args[2], CultureInfo.InvariantCulture);
        byte[] sound = File.ReadAllBytes(args[0]);
        string copy = $"{args[0]}.{args[1]}";
        using var cases = new CaseFile($"{copy}.case");
        for (int round = 0; round < rounds; round++)
        {
            cases.Begin($"seed {seed}, round {round}");
            byte[] garbled = Garble(sound, new Random((seed * MostRounds) + round));
            File.WriteAllBytes(copy, garbled);
            EveryUse.Read(copy);
            EveryUse.Verify(copy);
            EveryUse.Write(copy);
            File.WriteAllBytes(copy, garbled);
            EveryUse.Repair(copy);
        }

        Standby.Report(string.Create(CultureInfo.InvariantCulture, $"tried {cases.Count}"));
        return 0;
    }

    private static byte[] Garble(byte[] sound, Random random)
    {
        byte[] bytes = [.. sound];
        for (int places = random.Next(1, MostPlaces); places > 0; places--)
        {
            // Evenly, or among the header, the slots and the first blocks.
            int at = random.Next(random.Next(3) == 0 ? bytes.Length : Math.Min(bytes.Length, 160 << 10));
            int page = at / PageLength * PageLength;
            switch (random.Next(8))
            {
                case 0:
                    bytes.AsSpan(page, PageLength).Clear();
                    break;
                case 1:
                    random.NextBytes(bytes.AsSpan(at, Math.Min(random.Next(1, 64), bytes.Length - at)));
                    break;
                case 2:
                    bytes.AsSpan(random.Next(bytes.Length / PageLength) * PageLength, PageLength).CopyTo(bytes.AsSpan(page));
                    break;
                default:
                    bytes[at] = (byte)random.Next(256);
                    break;
            }
        }

        return random.Next(10) == 0 ? bytes[..random.Next(1, bytes.Length)] : bytes;
    }
}
