using System.Globalization;
using ShmStore.Heap;

namespace ShmStore.Torture.Writers;

/// <summary>What will happen to a writer.</summary>
/// <param name="Kind">What.</param>
/// <param name="Step">At which step, for what happens at one.</param>
/// <param name="Occurrence">At the how manieth such step, from 1.</param>
/// <param name="Life">After how many milliseconds of writing it is killed in any case.</param>
internal readonly record struct Fate(FateKind Kind, WriteStep Step, int Occurrence, int Life)
{
    private static readonly WriteStep[] Steps = Enum.GetValues<WriteStep>();

    /// <summary>A fate by chance.</summary>
    public static Fate Next(Random random, bool several)
    {
        FateKind kind = random.Next(10) switch
        {
            < 5 => FateKind.DieAtStep,
            < 7 => FateKind.DieAtRandom,
            < 8 => FateKind.StopAtStep,
            _ => several ? FateKind.LoseAtStep : FateKind.StopAtStep,
        };

        // A repair is seldom, so what happens in one is tried more often.
        WriteStep step = random.Next(4) == 0 ? WriteStep.RepairBegun + random.Next(WriteStep.Repaired - WriteStep.RepairBegun + 1) : Steps[random.Next((int)WriteStep.RepairBegun)];
        int occurrence = step >= WriteStep.RepairBegun ? 1 + random.Next(2) : 1 + random.Next(1 << random.Next(8));
        return new Fate(kind, step, occurrence, 20 + random.Next(400));
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static Fate Parse(string text)
    {
        string[] parts = text.Split(':');
        return new Fate(Enum.Parse<FateKind>(parts[0]), Enum.Parse<WriteStep>(parts[1]), int.Parse(parts[2], CultureInfo.InvariantCulture), int.Parse(parts[3], CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{Step}:{Occurrence}:{Life}");
}
