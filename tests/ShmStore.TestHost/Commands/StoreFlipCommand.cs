using System.Globalization;
using ShmStore.TestHost.Hostile;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-flip path part parts</c>: flips each bit of <see cref="FlippedBits"/> in a copy of a store, and uses the copy in every way. Of so many parts of the bits, only one.</summary>
internal static class StoreFlipCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        int part = int.Parse(args[1], CultureInfo.InvariantCulture);
        int parts = int.Parse(args[2], CultureInfo.InvariantCulture);
        byte[] sound = File.ReadAllBytes(args[0]);
        string copy = $"{args[0]}.{part}";
        using var cases = new CaseFile($"{copy}.case");
        byte[] flipped = [.. sound];
        foreach (long bit in FlippedBits.Of(sound).Where((_, i) => i % parts == part))
        {
            cases.Begin($"bit {bit % 8} of byte {bit / 8}");
            flipped[bit / 8] ^= (byte)(1 << (int)(bit % 8));
            File.WriteAllBytes(copy, flipped);
            EveryUse.Read(copy);
            EveryUse.Verify(copy);
            EveryUse.Write(copy);
            flipped[bit / 8] = sound[bit / 8];
        }

        Standby.Report(string.Create(CultureInfo.InvariantCulture, $"tried {cases.Count}"));
        return 0;
    }
}
