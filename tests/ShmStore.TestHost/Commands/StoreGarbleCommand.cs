using System.Globalization;
using ShmStore.TestHost.Hostile;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-garble path seed rounds</c>: writes random bytes all over copies of a store, puts words of it in the places of others, or cuts them at random, uses them in every way, and repairs them. The same for the same store, seed and round.</summary>
internal static class StoreGarbleCommand
{
    private const int PageLength = 4096;
    private const int MostPlaces = 64;
    private const int MostWords = 3;

    // The header and the slots, and with them the first blocks.
    private const int Slots = 4096;
    private const int SlotStride = 64;
    private const int SlotsInUse = 6;
    private const int Front = 160 << 10;

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
        if (random.Next(3) == 0)
        {
            for (int words = random.Next(1, MostWords + 1); words > 0; words--)
                Misplace(bytes, random);
            return bytes;
        }

        for (int places = random.Next(1, MostPlaces); places > 0; places--)
        {
            // Evenly, or among the header, the slots and the first blocks.
            int at = random.Next(random.Next(3) == 0 ? bytes.Length : Math.Min(bytes.Length, Front));
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

    // A word that is right, in the place of another one, which is where it was, or is gone: what is checked word by word is sound then.
    private static void Misplace(byte[] bytes, Random random)
    {
        Span<byte> from = bytes.AsSpan(WordOf(bytes, random), sizeof(long));
        Span<byte> to = bytes.AsSpan(WordOf(bytes, random), sizeof(long));
        byte[] replaced = to.ToArray();
        from.CopyTo(to);
        switch (random.Next(3))
        {
            case 0:
                from.Clear();
                break;
            case 1:
                replaced.CopyTo(from);
                break;
            default:
                break;
        }
    }

    // Most of the time a slot.
    private static int WordOf(byte[] bytes, Random random) => random.Next(4) > 0
        ? Slots + (random.Next(SlotsInUse) * SlotStride)
        : random.Next(Math.Min(bytes.Length, Front) / sizeof(long)) * sizeof(long);
}
