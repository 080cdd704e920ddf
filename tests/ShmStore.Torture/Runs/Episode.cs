using System.Diagnostics;
using System.Globalization;
using ShmStore.Torture.Journals;
using ShmStore.Torture.Readers;
using ShmStore.Torture.Samples;
using ShmStore.Torture.Writers;

namespace ShmStore.Torture.Runs;

/// <summary>The life of one store: readers that stay, and writers that come, are stopped and killed.</summary>
internal sealed class Episode : IDisposable
{
    private const int Restless = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Tally _tally;
    private readonly Random _random;
    private readonly WriterMode _mode;
    private readonly Func<Random, Fate> _nextFate;
    private readonly bool _fenced;
    private readonly string _folder;
    private readonly string _path;
    private readonly Journal _journal;
    private readonly TurnNumber _turn;
    private readonly WriterSlot?[] _writers;
    private readonly List<Child> _readers = [];

    /// <summary>Makes the store and starts the readers.</summary>
    /// <param name="tally">Where everything is counted.</param>
    /// <param name="random">Decides everything.</param>
    /// <param name="mode">Who may write.</param>
    /// <param name="maximum">Bytes the store may grow to.</param>
    /// <param name="nextFate">What happens to the next writer.</param>
    /// <param name="fenced">False for writers that do not notice that they were taken for dead.</param>
    public Episode(Tally tally, Random random, WriterMode mode, long maximum, Func<Random, Fate> nextFate, bool fenced = true)
    {
        _tally = tally;
        _random = random;
        _mode = mode;
        _nextFate = nextFate;
        _fenced = fenced;
        _folder = WorkFolder.Make();
        _path = Path.Combine(_folder, "store");
        _journal = new Journal(_path + ".journal");
        _writers = new WriterSlot?[mode == WriterMode.Several ? Journal.Writers : 2];
        using (TortureStore.Writer writer = TortureStore.CreateWriter(_path, new StoreOptions { Mode = StoreMode.CreateNew, MaximumSize = maximum, Writers = mode }))
            Keys.Create(writer);
        _turn = new TurnNumber(_path);
        for (int i = 0; i < Journal.Readers; i++)
            _readers.Add(new Child(Hear, "reader", _path, Text(Journal.Writers + i), Text(random.Next()), nameof(ReadProtocol.Whole)));
    }

    /// <summary>Starts, stops and kills writers until told to stop or something is wrong.</summary>
    public void Run(Func<bool> isOver)
    {
        while (!isOver() && !_tally.HasViolations)
        {
            for (int i = 0; i < _writers.Length; i++)
                Attend(i);
            if (_readers.Find(static reader => reader.HasExited) is { } gone)
                _tally.Blame($"a reader has ended with {gone.ExitCode}");
            Thread.Sleep(Restless);
        }

        End();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (WriterSlot? writer in _writers)
            writer?.Child.Dispose();
        foreach (Child reader in _readers)
            reader.Dispose();
        _turn.Dispose();
        _journal.Dispose();
        WorkFolder.Delete(_folder);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Attend(int index)
    {
        if (_writers[index] is not { } writer)
        {
            _writers[index] = Start(index);
        }
        else if (writer.Child.HasExited)
        {
            Bury(writer);
            _writers[index] = null;
        }
        else
        {
            var state = (ProcessState)Volatile.Read(ref _journal[index].State);
            if (state is ProcessState.Stopped or ProcessState.Lost)
                Resume(writer, state);
            else if (state == ProcessState.Writing)
                MeetFate(writer);
        }
    }

    private WriterSlot Start(int index)
    {
        Fate fate = _nextFate(_random);
        Volatile.Write(ref _journal[index].State, (long)ProcessState.Starting);
        string[] command = ["writer", _path, Text(index), Text(_random.Next()), _mode.ToString(), fate.ToString()];
        return new WriterSlot(new Child(Hear, _fenced ? command : [.. command, "unfenced"]), fate);
    }

    private void Bury(WriterSlot writer, bool atEnd = false)
    {
        switch (writer.Child.ExitCode)
        {
            case 128 + Signal.Kill when atEnd || writer.LostFor is null:
                _tally.Kills += atEnd ? 0 : 1;
                break;
            case WriterCommand.Fenced:
                _tally.Fenced++;
                break;
            default:
                _tally.Blame($"a writer of fate {writer.Fate} has ended with {writer.Child.ExitCode}{(writer.LostFor is null ? "" : ", and not as one that has lost its seat")}");
                break;
        }

        writer.Child.Dispose();
    }

    // One that has lost its seat stays stopped until another has taken its turn over, and for a while longer. Going on before, it could be taken for dead between any look at its turn and the store
    // behind it, from which no fence protects.
    private void Resume(WriterSlot writer, ProcessState state)
    {
        ulong turn = state == ProcessState.Lost ? _turn.Current : 0;
        if (writer.StoppedFor is null)
        {
            writer.Stop(TimeSpan.FromMilliseconds(_random.Next(1, 40)), turn);
            return;
        }

        if (!writer.IsDue || (state == ProcessState.Lost && writer.StoppedIn == turn))
            return;
        writer.Continue();
        _tally.Pauses++;

        if (state == ProcessState.Lost && _fenced)
            writer.NoteLost();

        // Half of those that were stopped are killed without having gone on.
        if (state == ProcessState.Stopped && _random.Next(2) == 0)
            writer.Child.Kill();
        else
            _ = Signal.Send(writer.Child.Id, Signal.Continue);
    }

    private void MeetFate(WriterSlot writer)
    {
        if (writer.StoppedFor is not null)
        {
            if (!writer.IsDue)
                return;
            writer.Continue();
            _tally.Pauses++;
            _ = Signal.Send(writer.Child.Id, Signal.Continue);
            return;
        }

        writer.NoteWriting();

        // Sooner or later another one comes upon its turn, and then it must notice.
        if (writer.LostFor is { } lost)
        {
            if (lost > Patience)
                _tally.Blame($"a writer of fate {writer.Fate} has not noticed within {Patience} that it has lost its seat");
            return;
        }

        if (writer.Fate.Kind == FateKind.DieAtRandom && !writer.WasStopped && writer.Wrote.TotalMilliseconds > writer.Fate.Life / 2)
        {
            _ = Signal.Send(writer.Child.Id, Signal.Stop);
            writer.Stop(TimeSpan.FromMilliseconds(_random.Next(1, 40)));
        }
        else if (writer.Wrote.TotalMilliseconds > writer.Fate.Life)
        {
            writer.Child.Kill();
        }
    }

    // When nobody writes any more, the next writer finds everything in order.
    private void End()
    {
        if (!_tally.HasViolations)
            AwaitProgress();
        foreach (WriterSlot? writer in _writers)
        {
            if (writer is null)
                continue;
            if (!writer.Child.HasExited)
                writer.Child.Kill();
            Bury(writer, atEnd: true);
        }

        Array.Clear(_writers);
        if (!_tally.HasViolations)
            Inspection.Run(_path, _mode, _journal, _tally);
        foreach (Child reader in _readers)
        {
            reader.Finish();
            if (reader.ExitCode != 0 && !_tally.HasViolations)
                _tally.Blame($"a reader has ended with {reader.ExitCode}");
        }

        for (int row = 0; row < Journal.Writers + Journal.Readers; row++)
        {
            _tally.Commits += _journal[row].Commits;
            _tally.TakeOvers += _journal[row].TakeOvers;
            _tally.Full += _journal[row].Full;
            _tally.Growths += _journal[row].Growths;
            _tally.Reads += _journal[row].Reads;
            _tally.Snapshots += _journal[row].Snapshots;
            _tally.TakeOverTimes.Add(_journal[row]);
        }

        _tally.Stores++;
    }

    // Whoever is not stopped goes on: it makes an operation, or meets its fate. Where one writes alone, one of them does.
    private void AwaitProgress()
    {
        long[] before = [.. Enumerable.Range(0, _writers.Length).Select(OperationsOf)];
        long start = Stopwatch.GetTimestamp();
        int[] stuck;
        do
        {
            foreach (int stopped in Running().Where(IsStopped))
                _writers[stopped]!.Child.Kill();
            int[] running = [.. Running()];
            stuck = [.. running.Where(i => OperationsOf(i) == before[i])];
            if (_mode == WriterMode.Several ? stuck.Length == 0 : stuck.Length < running.Length || running.Length == 0)
                return;
            Thread.Sleep(Restless);
        }
        while (Stopwatch.GetElapsedTime(start) < Patience);
        _tally.Blame($"within {Patience} no operation was made by the writers of fate {string.Join(", ", stuck.Select(i => _writers[i]!.Fate))}");
    }

    private IEnumerable<int> Running() => Enumerable.Range(0, _writers.Length).Where(i => _writers[i] is { Child.HasExited: false });

    private bool IsStopped(int index) =>
        _writers[index]!.StoppedFor is not null || (ProcessState)Volatile.Read(ref _journal[index].State) is ProcessState.Stopped or ProcessState.Lost;

    private long OperationsOf(int row) => Volatile.Read(ref _journal[row].Commits) + Volatile.Read(ref _journal[row].Full);

    private void Hear(string line)
    {
        if (line != "reading")
            _tally.Blame(line);
    }
}
