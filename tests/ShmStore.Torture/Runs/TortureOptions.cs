using System.Globalization;

namespace ShmStore.Torture.Runs;

/// <summary>What a run is asked for.</summary>
/// <param name="Seconds">How long at most.</param>
/// <param name="Kills">How many kills at most.</param>
/// <param name="Seed">Everything random derives from it.</param>
internal sealed record TortureOptions(double Seconds, long Kills, int Seed)
{
    /// <summary>Reads <c>--seconds N --kills N --seed N</c>, in any order. Without seconds or kills, 60 seconds; without a seed, any.</summary>
    /// <exception cref="FormatException">Something else.</exception>
    public static TortureOptions Parse(ReadOnlySpan<string> args)
    {
        double? seconds = null;
        long? kills = null;
        int seed = Random.Shared.Next();
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : throw new FormatException($"'{args[i]}' needs a value.");
            switch (args[i])
            {
                case "--seconds":
                    seconds = double.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "--kills":
                    kills = long.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "--seed":
                    seed = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                default:
                    throw new FormatException($"There is no option '{args[i]}'.");
            }
        }

        return new TortureOptions(seconds ?? (kills is null ? 60 : double.MaxValue), kills ?? long.MaxValue, seed);
    }

    /// <summary>As they are given on the command line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"--seed {Seed}{(Seconds < double.MaxValue ? $" --seconds {Seconds}" : "")}{(Kills < long.MaxValue ? $" --kills {Kills}" : "")}");
}
