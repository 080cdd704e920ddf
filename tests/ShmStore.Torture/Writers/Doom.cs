using System.Diagnostics;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Torture.Journals;

namespace ShmStore.Torture.Writers;

/// <summary>Fulfils a writer's fate when its step has come, within that step.</summary>
internal sealed class Doom(Fate fate, Journal journal, JournalRow row)
{
    private int _left = fate.Occurrence;
    private long _begun = Stopwatch.GetTimestamp();

    /// <summary>The writer's region; null while it attaches.</summary>
    public Region? Region { get; set; }

    // Somebody will have to take it over: nobody else can begin one before.
    private unsafe bool IsOwnTurn => Region is { Seats: { } seats } region && new TurnWord(Volatile.Read(ref *(ulong*)(region.Origin + HeaderLayout.TurnOffset))).Owner == seats.Own;

    /// <summary>Called before each operation.</summary>
    public void NoteBeginning() => _begun = Stopwatch.GetTimestamp();

    /// <summary>Called after each step.</summary>
    public void StepTaken(WriteStep step)
    {
        if (step == WriteStep.Repaired)
            row.TakeOvers++;
        else if (step == WriteStep.EntriesCopied)
            row.Growths++;
        else if (step == WriteStep.RepairBegun)
            TakeOverTimes.Note(journal, row, _begun);
        if (fate.Kind == FateKind.DieAtRandom || step != fate.Step || --_left != 0)
            return;
        switch (fate.Kind)
        {
            case FateKind.DieAtStep:
                if (IsOwnTurn)
                    Volatile.Write(ref row.DiedAt, Stopwatch.GetTimestamp());
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
