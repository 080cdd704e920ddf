using ShmStore.Heap;
using ShmStore.Memory;
using ShmStore.Torture.Journals;

namespace ShmStore.Torture.Writers;

/// <summary>Fulfils a writer's fate when its step has come, within that step.</summary>
internal sealed class Doom(Fate fate, JournalRow row)
{
    private int _left = fate.Occurrence;

    /// <summary>The writer's region; null while it attaches.</summary>
    public Region? Region { get; set; }

    /// <summary>Called after each step.</summary>
    public void StepTaken(WriteStep step)
    {
        if (step == WriteStep.Repaired)
            row.TakeOvers++;
        else if (step == WriteStep.EntriesCopied)
            row.Growths++;
        if (fate.Kind == FateKind.DieAtRandom || step != fate.Step || --_left != 0)
            return;
        switch (fate.Kind)
        {
            case FateKind.DieAtStep:
                Signal.SendSelf(Signal.Kill);
                break;
            case FateKind.LoseAtStep when Region?.Seats is { } seats:
                seats.Lose();
                Stop(ProcessState.Lost);
                break;
            default:
                Stop(ProcessState.Stopped);
                break;
        }
    }

    private void Stop(ProcessState state)
    {
        long before = Volatile.Read(ref row.State);
        Volatile.Write(ref row.State, (long)state);
        Signal.SendSelf(Signal.Stop);
        Volatile.Write(ref row.State, before);
    }
}
